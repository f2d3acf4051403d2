namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>What differs between simulated EOS devices.</summary>
public sealed record LabEosOptions
{
    /// <summary>
    /// The EOS version. Default <c>4.32.2F</c>. Before 4.32, <c>show configuration sessions detail | json</c> tells a running
    /// commit timer in its session; from 4.32 on, at the top level (source: napalm-automation/napalm issue 2166).
    /// </summary>
    public string Version { get; init; } = "4.32.2F";

    /// <summary>The model in <c>show version</c>. Default <c>vEOS-lab</c>.</summary>
    public string Model { get; init; } = "vEOS-lab";

    /// <summary>How many Ethernet ports it has, which its config always shows. Default 4.</summary>
    public int Ports { get; init; } = 4;

    /// <summary>
    /// Whether a plain <c>show session-config diffs</c> also works below the session's top mode. Default false, as seen in
    /// scrapli/scrapli_cfg issue 51; a published log of EOS 4.25 shows it working.
    /// </summary>
    public bool DiffBelowTop { get; init; }

    /// <summary>
    /// Whether <c>% Invalid input</c> names the word, as eAPI does: <c>% Invalid input (at token 1: 'x')</c>. Default false, as printed
    /// in published terminal logs.
    /// </summary>
    public bool ErrorsNameWord { get; init; }

    /// <summary>
    /// Whether the end of a commit timer is given in seconds since 1970 (as in the sample of napalm issue 2166) and not in
    /// seconds of uptime (as NAPALM reads it). Default false.
    /// </summary>
    public bool TimerEndsInEpochSeconds { get; init; }

    /// <summary>What the prompt shows behind the name, e.g. <c>(s1)</c> on a supervisor. Default nothing.</summary>
    public string PromptSuffix { get; init; } = "";

    /// <summary>Whether <c>management api http-commands</c> is on. Default true, though EOS's own default is off.</summary>
    public bool Eapi { get; init; } = true;

    /// <summary>
    /// Further commands that it accepts, one a line in the grammar of <c>EosGrammar.txt</c>, under <c>[mode]</c> lines:
    /// <c>[config]</c> for the top, <c>[if]</c> for interfaces. Default none.
    /// </summary>
    public string ExtraGrammar { get; init; } = "";
}
