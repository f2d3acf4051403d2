using System.Text;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>Connections whose end never reaches the device, and what is sent on them only later, on demand.</summary>
internal sealed class NeverClosingTransport(IDeviceTransport inner) : IDeviceTransport
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<Task>? _release;

    public IReadOnlyList<DeviceOption> Options => inner.Options;

    /// <summary>The first message with this in it is held back; none when null.</summary>
    public string? Holds { get; set; }

    /// <summary>When it has been held back.</summary>
    public Task Held => _held.Task;

    public async Task ReleaseAsync() => await _release!();

    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken) =>
        new Connection(this, await inner.ConnectAsync(context, cancellationToken));

    private sealed class Connection(NeverClosingTransport transport, IDeviceConnection inner) : IDeviceConnection
    {
        public async Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken) =>
            new Channel(transport, await inner.OpenShellAsync(size, cancellationToken));

        public async Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken) =>
            new Channel(transport, await inner.OpenSubsystemAsync(name, cancellationToken));

        public Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken) => inner.ExecuteAsync(command, input, cancellationToken);

        public ValueTask DisposeAsync() => default;
    }

    private sealed class Channel(NeverClosingTransport transport, IDeviceChannel inner) : IDeviceChannel
    {
        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => inner.ReadAsync(buffer, cancellationToken);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            if (transport.Holds is null || !Encoding.UTF8.GetString(bytes.Span).Contains(transport.Holds, StringComparison.Ordinal))
            {
                return inner.WriteAsync(bytes, cancellationToken);
            }

            var held = bytes.ToArray();
            transport.Holds = null;
            transport._release = () => SendAsync(held);
            transport._held.SetResult();
            return default;
        }

        public ValueTask DisposeAsync() => default;

        // When the device has ended the session, nobody is there to take it.
        private async Task SendAsync(byte[] held)
        {
            try
            {
                await inner.WriteAsync(held, CancellationToken.None);
            }
            catch (ConnectionException)
            {
            }
        }
    }
}
