using System.Collections.Concurrent;
using Provisioning.Drivers;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;

namespace Provisioning.Module.Tests.Sessions;

/// <summary>The Lab, but connections of named devices wait until the test lets them through.</summary>
internal sealed class HeldTransport(LabNetwork lab) : IDeviceTransport
{
    private readonly ConcurrentDictionary<string, int> _connections = new();
    private readonly ConcurrentDictionary<(string Device, int Number), Hold> _holds = new();
    private int _now;

    public IReadOnlyList<DeviceOption> Options => lab.Options;

    /// <summary>The most connections that were waiting at once.</summary>
    public int Most { get; private set; }

    /// <summary>Holds a device's connection of a number, from 1 on.</summary>
    public Hold Hold(string device, int number) => _holds.GetOrAdd((device, number), _ => new Hold());

    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var name = context.Device.Name;
        if (_holds.TryGetValue((name, _connections.AddOrUpdate(name, 1, (_, count) => count + 1)), out var hold))
        {
            Count(1);

            await hold.PassAsync(cancellationToken);
            Count(-1);
        }

        return await lab.ConnectAsync(context, cancellationToken);
    }

    private void Count(int more)
    {
        lock (_holds)
        {
            _now += more;
            Most = Math.Max(Most, _now);
        }
    }
}
