namespace Provisioning.Sources.Inventories.Trees;

/// <summary>A single value, as the text that was written.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Type">Its type, where the format has types.</param>
/// <param name="Text">The text.</param>
internal sealed record ScalarNode(Position At, ScalarType Type, string Text) : Node(At, Describe(Type))
{
    private static string Describe(ScalarType type) => type switch
    {
        ScalarType.Number => "a number",
        ScalarType.Boolean => "a boolean",
        ScalarType.Null => "null",
        _ => "a text",
    };
}
