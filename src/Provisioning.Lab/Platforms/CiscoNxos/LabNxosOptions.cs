namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>What differs between simulated NX-OS devices.</summary>
public sealed record LabNxosOptions
{
    /// <summary>The version. Default <c>9.3(8)</c>.</summary>
    public string Version { get; init; } = "9.3(8)";

    /// <summary>How many Ethernet ports it has, which its config always shows. Default 4.</summary>
    public int Ports { get; init; } = 4;

    /// <summary>Whether the model has <c>configure replace</c> with its commit timer: Nexus 3000, 9000, and 7000 from 8.2 on. Default true.</summary>
    public bool HasConfigureReplace { get; init; } = true;

    /// <summary>Whether <c>tclsh</c> is there. Default true.</summary>
    public bool HasTclsh { get; init; } = true;

    /// <summary>
    /// Whether <c>rollback running-config</c> is refused while a commit timer runs. Cisco's guide does not say; default false.
    /// </summary>
    public bool RefusesRollbackWhilePending { get; init; }

    /// <summary>
    /// Whether a commit timer starts although the replacement had nothing to change. Cisco's guide does not say; others' code
    /// takes <c>Rollback Patch is Empty</c> for the end of it. Default false.
    /// </summary>
    public bool StartsTimerWithoutChange { get; init; }

    /// <summary>Whether <c>show config-replace status</c> tells of a running commit timer, which is unconfirmed. Default true.</summary>
    public bool StatusTellsTimer { get; init; } = true;

    /// <summary>Further commands that it accepts, one a line in the grammar of <c>NxosGrammar.txt</c>. Default none.</summary>
    public string ExtraGrammar { get; init; } = "";
}
