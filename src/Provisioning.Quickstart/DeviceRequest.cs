namespace Provisioning.Quickstart;

/// <summary>What the command line asks to be done to real devices.</summary>
internal sealed record DeviceRequest
{
    public required string Inventory { get; init; }

    public required string Configs { get; init; }

    /// <summary>Names, wildcards allowed; empty means every device.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public bool Commit { get; init; }

    /// <summary>Whether a commit may be on all devices of the inventory.</summary>
    public bool All { get; init; }

    public bool Replace { get; init; }

    /// <summary>The time after which a device undoes an unconfirmed commit; null means the engine's default.</summary>
    public TimeSpan? ConfirmTimeout { get; init; }

    /// <summary>A full path; null means <c>~/.ssh/known_hosts</c>.</summary>
    public string? KnownHosts { get; init; }

    /// <summary>The folder of the journal; null for none.</summary>
    public string? State { get; init; }

    public bool TrustOnFirstUse { get; init; }

    public bool Verbose { get; init; }
}
