namespace Provisioning.Drivers.Platforms.CiscoXr;

/// <summary>A configuration session of a device.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Since">Since when, in the device's words.</param>
internal sealed record CiscoXrConfigSession(string Id, string Since)
{
    /// <summary>The client name of a session that stands for a commit which waits for its confirmation (recorded on 24.3.1).</summary>
    public const string TrialClient = "commit-confirm";

    /// <summary>The terminal line, e.g. <c>vty0</c>.</summary>
    public string Line { get; init; } = "";

    public string User { get; init; } = "";

    public string Client { get; init; } = "";

    /// <summary>Whether nobody else may commit.</summary>
    public bool Locks { get; init; }

    /// <summary>Whether it stands for a commit that waits for its confirmation.</summary>
    public bool IsTrial => Client == TrialClient;

    public override string ToString() => $"user '{User}'{(Line.Length > 0 ? $" on {Line}" : "")} since {Since}";
}
