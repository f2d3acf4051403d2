namespace Provisioning.Lab.Configs;

/// <summary>How a platform writes its configuration.</summary>
/// <param name="Indent">By how many spaces a section is indented.</param>
/// <param name="Text">What follows the line of an item that has free text, up to and with the line feed at its end.</param>
internal sealed record ConfigStyle(int Indent, Func<ConfigItem, string> Text)
{
    public static ConfigStyle Eos { get; } = new(3, item => $"\n{item.Text}EOF\n");
}
