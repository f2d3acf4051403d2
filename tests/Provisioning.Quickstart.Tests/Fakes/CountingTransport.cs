using Provisioning.Drivers;
using Provisioning.Drivers.Transports;

namespace Provisioning.Quickstart.Tests.Fakes;

/// <summary>Counts the connections that are asked for, and hands them on.</summary>
internal sealed class CountingTransport(IDeviceTransport inner) : IDeviceTransport
{
    private int _connections;

    public int Connections => _connections;

    /// <summary>Called before each connection.</summary>
    public Action BeforeConnect { get; set; } = () => { };

    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _connections);
        BeforeConnect();
        return inner.ConnectAsync(context, cancellationToken);
    }
}
