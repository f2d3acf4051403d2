namespace Provisioning.Drivers.Platforms.CiscoXr;

/// <summary>A configuration session of a device.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Since">Since when, in the device's words.</param>
internal sealed record CiscoXrConfigSession(string Id, string Since)
{
    /// <summary>The terminal line, e.g. <c>vty0</c>.</summary>
    public string Line { get; init; } = "";

    public string User { get; init; } = "";

    public string Client { get; init; } = "";

    /// <summary>Whether nobody else may commit.</summary>
    public bool Locks { get; init; }

    /// <summary>Whether it stands for a commit that waits for its confirmation (recorded on 24.3.1).</summary>
    public bool IsTrial => Client == "commit-confirm";

    public override string ToString() => $"user '{User}' on {Line} since {Since}";
}
