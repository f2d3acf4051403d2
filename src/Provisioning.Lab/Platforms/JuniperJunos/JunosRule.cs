namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>A statement of the configuration language.</summary>
/// <param name="words">What it begins with; empty for list entries that have only a name.</param>
/// <param name="kind">Its form.</param>
/// <param name="order">Where it is shown among its siblings.</param>
internal sealed class JunosRule(IReadOnlyList<string> words, JunosKind kind, int order)
{
    /// <summary>What it begins with.</summary>
    public IReadOnlyList<string> Words => words;

    public JunosKind Kind => kind;

    public int Order => order;

    /// <summary>The statements below it.</summary>
    public List<JunosRule> Rules { get; init; } = [];

    /// <summary>Whether an entry with a single statement is shown on one line.</summary>
    public bool OneLine { get; init; }

    public bool IsList => kind is JunosKind.List or JunosKind.OrderedList;

    public bool IsLevel => IsList || kind is JunosKind.Level or JunosKind.PresentLevel;

    public bool IsSecret => kind is JunosKind.Secret or JunosKind.Key;

    public bool IsValue => IsSecret || kind is JunosKind.Value or JunosKind.Number;
}
