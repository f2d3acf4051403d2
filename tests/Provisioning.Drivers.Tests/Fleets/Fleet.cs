using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers.Http;
using Provisioning.Drivers.Tests.Platforms;
using Provisioning.Drivers.Transports;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Fleets;

/// <summary>
/// Simulated devices of all platforms in turn, of which every twentieth refuses the login, every twentieth hangs, every twentieth
/// rejects a line, and every twentieth goes silent after the commit, half of these for good.
/// </summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly WaitingClock _clock = new(Pause);
    private readonly LabNetwork _network = new();
    private readonly Dictionary<string, FleetDevice> _devices;
    private readonly ServiceProvider _services;

    /// <param name="size">How many devices.</param>
    public Fleet(int size)
    {
        IReadOnlyList<LabBed> beds = [new AristaEosBed(), new CiscoXrBed(), new JuniperJunosBed(), new CiscoNxosBed(), new NokiaSrlBed(), new CiscoIosBed(), new NetconfBed()];
        _devices = Enumerable.Range(0, size)
            .Select(number => new FleetDevice($"d{number:D4}", beds[number / 20 % beds.Count], AilmentOf(number), _clock))
            .ToDictionary(device => device.Lab.Name);
        foreach (var device in _devices.Values)
        {
            _network.Add(device.Lab);
        }

        var configs = new FleetConfigs(name => _devices[name].Intended);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton<IIntendedConfigSource>(configs)
            .AddSingleton<ICredentialSource>(configs)
            .AddProvisioning(settings => settings.RecoveryInterval = Pause)
            .AddBuiltInPlatforms()
            .AddSingleton<IHttpTransport>(_network)
            .AddSingleton<IDeviceTransport>(new SilentTransport(_network, _clock, name => _devices[name].LogIn()))
            .BuildServiceProvider();
    }

    /// <summary>The pause between two attempts of a recovery; no other timer is as long.</summary>
    private static TimeSpan Pause => TimeSpan.FromSeconds(3.5);

    /// <summary>How many devices the engine has asked for, and not yet given a result of that was taken.</summary>
    public int UnderWay => _clock.Running;

    public IReadOnlyCollection<FleetDevice> Devices => _devices.Values;

    public FleetDevice this[string name] => _devices[name];

    /// <summary>How long it is by the clock of engine and devices that it was made.</summary>
    public TimeSpan Elapsed => _clock.GetUtcNow() - _clock.Start;

    /// <summary>Runs on the devices; results come as they are made.</summary>
    public async IAsyncEnumerable<ProvisionResult> ProvisionAsync(ProvisionOptions options)
    {
        var results = _services.GetRequiredService<IProvisioner>().ProvisionAsync(InventoryAsync(), options, TestContext.Current.CancellationToken);
        await foreach (var result in results)
        {
            _clock.End();
            yield return result;
        }
    }

    /// <summary>Lets time pass for the devices.</summary>
    public void LetPass(TimeSpan time) => _clock.Advance(time);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static Ailment AilmentOf(int number) => (number % 20) switch
    {
        3 => Ailment.RefusesLogin,
        8 => Ailment.Hangs,
        13 => Ailment.RejectsALine,
        18 => number / 20 % 2 == 0 ? Ailment.GoesSilent : Ailment.GoesSilentForGood,
        _ => Ailment.None,
    };

    private async IAsyncEnumerable<Device> InventoryAsync()
    {
        foreach (var device in _devices.Values)
        {
            _clock.Begin();
            yield return device.Device;
        }

        await Task.CompletedTask;
    }
}
