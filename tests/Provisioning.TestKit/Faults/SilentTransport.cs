using Provisioning.Drivers;
using Provisioning.Drivers.Transports;

namespace Provisioning.TestKit.Faults;

/// <summary>Reaches devices some of which fall silent.</summary>
/// <param name="inner">Reaches them.</param>
/// <param name="clock">Is told who waits.</param>
/// <param name="silenceOf">When the device of a name falls silent; never when null.</param>
public sealed class SilentTransport(IDeviceTransport inner, WaitingClock clock, Func<string, Silence?> silenceOf) : IDeviceTransport
{
    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var connection = await inner.ConnectAsync(context, cancellationToken);
        return silenceOf(context.Device.Name) is { } silence ? new Connection(connection, clock, silence) : connection;
    }

    private sealed class Connection(IDeviceConnection inner, WaitingClock clock, Silence silence) : IDeviceConnection
    {
        private readonly bool _isNew = silence.Begun;

        public bool IsSilent => silence.Covers(_isNew);

        public async Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken) =>
            new Channel(await inner.OpenShellAsync(size, cancellationToken), this);

        public async Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken) =>
            new Channel(await inner.OpenSubsystemAsync(name, cancellationToken), this);

        public async Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken)
        {
            var result = await inner.ExecuteAsync(command, input, cancellationToken);
            await HearAsync(cancellationToken);
            return result;
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        /// <summary>Returns when what the device has said arrives.</summary>
        public Task HearAsync(CancellationToken cancellationToken) => IsSilent ? clock.WaitForeverAsync(cancellationToken) : Task.CompletedTask;
    }

    private sealed class Channel(IDeviceChannel inner, Connection connection) : IDeviceChannel
    {
        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            await connection.HearAsync(cancellationToken);
            var count = await inner.ReadAsync(buffer, cancellationToken);
            await connection.HearAsync(cancellationToken);
            return count;
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => inner.WriteAsync(bytes, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
