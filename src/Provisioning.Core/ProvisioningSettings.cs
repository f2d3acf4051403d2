using Provisioning.Drivers;

namespace Provisioning;

/// <summary>How the engine behaves, whatever a run may do. Checked once, when it is registered.</summary>
public sealed class ProvisioningSettings
{
    /// <summary>How long devices may take to answer.</summary>
    public DeviceTimeouts Timeouts { get; set; } = new();

    /// <summary>
    /// For how long the engine tries to get back to a device that it lost after sending a commit, and how long a save may
    /// take; best longer than <see cref="DeviceTimeouts.Commit"/>. Default 3 min. When the device stays lost, its own timer
    /// is what brings the old config back.
    /// </summary>
    public TimeSpan RecoveryTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>The pause between two such attempts. Default 3 s.</summary>
    public TimeSpan RecoveryInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How many devices a second are begun to be connected to, all runs of this host together; more than 0. What verifies or
    /// brings back a change never waits, but counts. Null, the default: as fast as they come.
    /// </summary>
    public double? ConnectionsPerSecond { get; set; }

    /// <summary>Lets intended configs hold <c>{{ }}</c>, <c>{% %}</c> and <c>{# #}</c>. Default false.</summary>
    public bool AllowTemplateMarkers { get; set; }

    internal void Check()
    {
        Positive(Timeouts.Connect, "Timeouts.Connect");
        Positive(Timeouts.Command, "Timeouts.Command");
        Positive(Timeouts.Commit, "Timeouts.Commit");
        Positive(RecoveryTimeout, nameof(RecoveryTimeout));
        Positive(RecoveryInterval, nameof(RecoveryInterval));
        if (ConnectionsPerSecond is { } rate && rate is not (> 0 and <= 100_000))
        {
            throw new ArgumentOutOfRangeException(nameof(ConnectionsPerSecond), rate, $"{nameof(ConnectionsPerSecond)} is {rate}; it must be more than 0 and at most 100,000.");
        }
    }

    private static void Positive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be more than 0 and at most one day.");
        }
    }
}
