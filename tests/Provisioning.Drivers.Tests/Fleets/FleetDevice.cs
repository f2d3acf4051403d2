using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Fleets;

/// <summary>A simulated device of a fleet: what it is like, what it should become, what is wrong with it.</summary>
internal sealed class FleetDevice
{
    private readonly LabBed _bed;
    private readonly Silence? _silence;
    private int _logins;

    /// <param name="name">Its name and address.</param>
    /// <param name="bed">A device like it, and configs that suit it.</param>
    /// <param name="ailment">What is wrong with it.</param>
    /// <param name="clock">Its clock.</param>
    public FleetDevice(string name, LabBed bed, Ailment ailment, TimeProvider clock)
    {
        (_bed, Ailment) = (bed, ailment);
        Lab = new(bed.Lab.Options with { Name = name, Addresses = [], Username = FleetConfigs.Username, Password = Password(ailment) }, clock);
        Before = (Lab.Running, Lab.Startup);
        _silence = ailment switch
        {
            Ailment.Hangs => new(() => true, forGood: true),
            Ailment.GoesSilent => new(() => HasCommitted, forGood: false),
            Ailment.GoesSilentForGood => new(() => HasCommitted, forGood: true),
            _ => null,
        };
    }

    public Ailment Ailment { get; }

    public LabDevice Lab { get; }

    public (string Running, string Startup) Before { get; }

    /// <summary>How often somebody came in.</summary>
    public int Logins => Volatile.Read(ref _logins);

    /// <summary>Whether it runs something new that waits for its confirmation.</summary>
    public bool HasCommitted => Lab.PendingCommit is not null && Lab.Running != Before.Running;

    /// <summary>Whether a commit leaves the startup config alone until it is saved; Junos boots with what it runs.</summary>
    public bool SavesApart => Lab.Platform != "juniper_junos";

    public string Intended => Ailment == Ailment.RejectsALine ? _bed.Rejected.Config : _bed.Merges[0];

    /// <summary>The device as an inventory would have it.</summary>
    public Device Device => _bed.Device with { Name = Lab.Name, Address = Lab.Name };

    /// <summary>Whether it has its old config, running and startup.</summary>
    public bool IsOld => Lab.Running == Before.Running && Lab.Startup == Before.Startup;

    /// <summary>Whether it has its intended config, running and startup.</summary>
    public bool IsNew => Lab.Running != Before.Running && Lab.Running == Lab.Startup && Lab.Running.Contains(_bed.Mark(Intended), StringComparison.Ordinal);

    /// <summary>Somebody comes in.</summary>
    /// <returns>When the device falls silent; null when never.</returns>
    public Silence? LogIn()
    {
        Interlocked.Increment(ref _logins);
        return _silence;
    }

    private static string Password(Ailment ailment) => ailment == Ailment.RefusesLogin ? "another" : FleetConfigs.Password;
}
