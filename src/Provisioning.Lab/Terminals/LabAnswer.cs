namespace Provisioning.Lab.Terminals;

/// <summary>What a device answers to a line.</summary>
/// <param name="Text">The text, each line ended by a line feed.</param>
public sealed record LabAnswer(string Text)
{
    /// <summary>An answer without text.</summary>
    public static LabAnswer Nothing { get; } = new("");

    /// <summary>Whether the login ends.</summary>
    public bool Closes { get; init; }

    /// <summary>Whether it is shown whole, whatever the page length.</summary>
    public bool Unpaged { get; init; }

    /// <summary>Whether the device refused the line.</summary>
    public bool Failed { get; init; }

    /// <summary>The answer that refuses a line.</summary>
    /// <param name="line">What the device says, without a line end.</param>
    public static LabAnswer Error(string line) => new(line + "\n") { Failed = true };
}
