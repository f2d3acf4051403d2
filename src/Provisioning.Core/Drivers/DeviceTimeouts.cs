namespace Provisioning.Drivers;

/// <summary>How long a device may take, by class of operation.</summary>
public sealed record DeviceTimeouts
{
    /// <summary>To connect, exchange keys and log in. Default 30 s.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For one answer of the device. Default 60 s.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For a commit, confirm, rollback or save to answer. Default 2 min.</summary>
    public TimeSpan Commit { get; init; } = TimeSpan.FromMinutes(2);
}
