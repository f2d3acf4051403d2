namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>What differs between simulated Junos devices.</summary>
public sealed record LabJunosOptions
{
    /// <summary>The Junos version. Default <c>21.4R3.15</c>.</summary>
    public string Version { get; init; } = "21.4R3.15";

    /// <summary>The model in <c>show version</c>. Default <c>vmx</c>.</summary>
    public string Model { get; init; } = "vmx";

    /// <summary>
    /// Whether it is a virtual chassis, which answers some requests with one part per member
    /// (<c>multi-routing-engine-results</c>). Default false.
    /// </summary>
    public bool VirtualChassis { get; init; }

    /// <summary>
    /// Whether the commit history marks a commit that waits for its confirmation as <c>rollback pending</c>, as documented
    /// since Junos 12.2. Default true.
    /// </summary>
    public bool MarksPendingCommit { get; init; } = true;

    /// <summary>Whether the netconf service is on (<c>set system services netconf ssh</c>). Default true.</summary>
    public bool Netconf { get; init; } = true;

    /// <summary>
    /// Further statements that it accepts, in the form of <c>JunosSchema.txt</c>, each with the levels above it. Default none.
    /// </summary>
    public string ExtraStatements { get; init; } = "";
}
