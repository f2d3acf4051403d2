namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>What differs between simulated Nokia SR Linux devices.</summary>
public sealed record LabSrlOptions
{
    /// <summary>The release in <c>show version</c>. Default <c>v24.10.1</c>.</summary>
    public string Version { get; init; } = "v24.10.1";

    /// <summary>Whether the prompt shows the login's name, <c>A:admin@leaf1#</c>, as recent releases do. Default true.</summary>
    public bool PromptShowsUser { get; init; } = true;

    /// <summary>
    /// Whether a login starts in the command line that draws a toolbar below its prompt, until <c>environment cli-engine type
    /// basic</c>. Default true, as on the device; what exactly is drawn is unconfirmed.
    /// </summary>
    public bool DrawsToolbar { get; init; } = true;

    /// <summary>What is shown in front of a value's further lines; nothing (the default, unconfirmed) or e.g. <c>... </c>.</summary>
    public string Continuation { get; init; } = "";

    /// <summary>Further nodes of the configuration, in the notation of <c>SrlSchema.txt</c>. Default none.</summary>
    public string ExtraSchema { get; init; } = "";
}
