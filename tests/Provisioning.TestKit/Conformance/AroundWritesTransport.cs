using System.Text;
using Provisioning.Drivers;
using Provisioning.Drivers.Transports;

namespace Provisioning.TestKit.Conformance;

/// <summary>A transport that has something done around each write to a channel.</summary>
/// <param name="inner">Does the work.</param>
/// <param name="around">Gets what is written and the writing itself.</param>
public sealed class AroundWritesTransport(IDeviceTransport inner, Func<string, Func<Task>, Task> around) : IDeviceTransport
{
    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken) =>
        new Connection(await inner.ConnectAsync(context, cancellationToken), around);

    private sealed class Connection(IDeviceConnection inner, Func<string, Func<Task>, Task> around) : IDeviceConnection
    {
        public async Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken) =>
            new Channel(await inner.OpenShellAsync(size, cancellationToken), around);

        public async Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken) =>
            new Channel(await inner.OpenSubsystemAsync(name, cancellationToken), around);

        public Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken) =>
            inner.ExecuteAsync(command, input, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Channel(IDeviceChannel inner, Func<string, Func<Task>, Task> around) : IDeviceChannel
    {
        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => inner.ReadAsync(buffer, cancellationToken);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
            new(around(Encoding.UTF8.GetString(bytes.Span), () => inner.WriteAsync(bytes, cancellationToken).AsTask()));

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
