namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>What differs between simulated IOS and IOS-XE devices.</summary>
public sealed record LabIosOptions
{
    /// <summary>The version in the config's <c>version</c> line. Default <c>15.7</c>.</summary>
    public string Version { get; init; } = "15.7";

    /// <summary>How many GigabitEthernet ports it has, which its config always shows. Default 4.</summary>
    public int Ports { get; init; } = 4;

    /// <summary>The file system that <c>dir</c> shows. Default <c>flash:</c>.</summary>
    public string FileSystem { get; init; } = "flash:";

    /// <summary>How many bytes it holds. Default 126 MB.</summary>
    public long FlashBytes { get; init; } = 126_000_000;

    /// <summary>
    /// Whether another channel may be opened on a connection that has one, as SCP beside a shell needs. Default true; that real
    /// devices allow it is unconfirmed.
    /// </summary>
    public bool SecondChannel { get; init; } = true;

    /// <summary>Whether it has a Tcl shell. Default true.</summary>
    public bool Tcl { get; init; } = true;

    /// <summary>Whether it knows <c>configure check syntax</c>. Default true.</summary>
    public bool SyntaxCheck { get; init; } = true;

    /// <summary>Whether it knows <c>verify /md5</c>. Default true.</summary>
    public bool Md5 { get; init; } = true;

    /// <summary>Whether it knows rollback timers (12.4(20)T and later). Default true.</summary>
    public bool RollbackTimers { get; init; } = true;

    /// <summary>A pattern of config lines whose syntax is right and which cannot be applied; none when empty (the default).</summary>
    public string CannotApply { get; init; } = "";

    /// <summary>
    /// Further commands that it accepts, one a line in the grammar of <c>IosGrammar.txt</c>, under <c>[mode]</c> lines:
    /// <c>[config]</c> for the top, <c>[if]</c> for interfaces. Default none.
    /// </summary>
    public string ExtraGrammar { get; init; } = "";
}
