using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.Drivers.Transports;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Lab;

namespace Provisioning.TestKit.Fleets;

/// <summary>
/// Any number of simulated EOS devices that pass through the engine: each is there from its first connection until its result
/// is taken, so that what grows is what the engine keeps. Running configs and what is merged into them are each device's own.
/// </summary>
/// <param name="lines">About how many lines their running configs have; a twentieth as many are merged.</param>
public sealed class PassingFleet(int lines) : IDeviceTransport, IIntendedConfigSource, ICredentialSource, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LabNetwork> _devices = new(StringComparer.Ordinal);
    private ServiceProvider? _services;

    /// <summary>Is shown everything that was made for one device.</summary>
    public Action<object> Made { get; init; } = _ => { };

    public IReadOnlyList<DeviceOption> Options => [];

    /// <summary>Changes the config of so many devices; results come as they are made.</summary>
    /// <param name="count">How many.</param>
    /// <param name="atOnce">How many at once.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async IAsyncEnumerable<ProvisionResult> ProvisionAsync(int count, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _services ??= Services();
        var options = new ProvisionOptions { DryRun = false, MaxConcurrency = atOnce };
        await foreach (var result in _services.GetRequiredService<IProvisioner>().ProvisionAsync(InventoryAsync(count), options, cancellationToken))
        {
            _devices.TryRemove(result.Device, out _);
            Made(result);
            yield return result;
        }
    }

    public Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken) =>
        _devices.GetOrAdd(context.Device.Name, SwitchOn).ConnectAsync(context, cancellationToken);

    ValueTask<IntendedConfig> IIntendedConfigSource.GetAsync(Device device, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new IntendedConfig(Noted(Merge(device.Name)), "test"));

    ValueTask<DeviceCredential> ICredentialSource.GetAsync(Device device, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new DeviceCredential { Username = "admin", Password = new Secret("admin") });

    public ValueTask DisposeAsync() => _services?.DisposeAsync() ?? default;

    private ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IIntendedConfigSource>(this)
        .AddSingleton<ICredentialSource>(this)
        .AddProvisioning()
        .AddBuiltInPlatforms()
        .AddSingleton<IDeviceTransport>(this)
        .BuildServiceProvider();

    private async IAsyncEnumerable<Device> InventoryAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            yield return Noted(new Device { Name = $"d{number:D5}", Address = $"d{number:D5}", Platform = "arista_eos" });
        }

        await Task.CompletedTask;
    }

    private LabNetwork SwitchOn(string name)
    {
        var network = new LabNetwork();
        Noted(network.Add(new LabDeviceOptions { Name = name, StartsPrivileged = true, Running = Running(name) }));
        return network;
    }

    private T Noted<T>(T made)
        where T : notnull
    {
        Made(made);
        return made;
    }

    private string Running(string name) => string.Join('\n', Enumerable.Range(1, lines / 4).Select(number => string.Create(
        CultureInfo.InvariantCulture,
        $"interface Vlan{number}\n   description first {name} {number}\n   ip address 10.{number / 250}.{number % 250}.1/24\n!")).Prepend($"hostname {name}").Append("end\n"));

    private string Merge(string name) => string.Concat(Enumerable.Range(1, lines / 40).Select(number => string.Create(
        CultureInfo.InvariantCulture, $"interface Vlan{number}\n   description second {name} {number}\n")));
}
