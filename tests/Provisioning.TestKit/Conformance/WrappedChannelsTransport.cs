using Provisioning.Drivers;
using Provisioning.Drivers.Transports;

namespace Provisioning.TestKit.Conformance;

/// <summary>A transport that puts something around each of its channels, and leaves the rest as it is.</summary>
/// <param name="inner">Does the work.</param>
/// <param name="wrap">Makes a channel of a channel.</param>
public sealed class WrappedChannelsTransport(IDeviceTransport inner, Func<IDeviceChannel, IDeviceChannel> wrap) : IDeviceTransport
{
    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken) =>
        new Connection(await inner.ConnectAsync(context, cancellationToken), wrap);

    private sealed class Connection(IDeviceConnection inner, Func<IDeviceChannel, IDeviceChannel> wrap) : IDeviceConnection
    {
        public async Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken) =>
            wrap(await inner.OpenShellAsync(size, cancellationToken));

        public async Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken) =>
            wrap(await inner.OpenSubsystemAsync(name, cancellationToken));

        public Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken) =>
            inner.ExecuteAsync(command, input, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
