using Provisioning.Lab.Commands;

namespace Provisioning.Lab.Configs;

/// <summary>One line of a configuration, with what stands below it.</summary>
internal sealed record ConfigItem
{
    /// <summary>What the line sets; a line with the same key replaces it.</summary>
    public required string Key { get; init; }

    /// <summary>The line without indentation.</summary>
    public required string Line { get; init; }

    public required CommandRule Rule { get; init; }

    /// <summary>The lines below it, if it opens a mode.</summary>
    public ConfigSection? Section { get; init; }

    /// <summary>Free text that follows the line, each of its lines ended by a line feed.</summary>
    public string? Text { get; init; }

    /// <summary>Whether it cannot be removed, e.g. a physical port; removing it empties it.</summary>
    public bool Permanent { get; init; }

    /// <summary>What the line is about, e.g. the neighbor; lines about the same thing stay together.</summary>
    public string Name => string.Join(' ', Key.Split(' ').Take(Rule.NameWords));

    public ConfigItem Copy() => this with { Section = Section?.Clone() };
}
