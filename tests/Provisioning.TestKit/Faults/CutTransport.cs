using System.Text;
using Provisioning.Drivers;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.TestKit.Faults;

/// <summary>A transport whose wire is cut behind a byte: what passed is with the other side, what did not is lost.</summary>
/// <param name="inner">Reaches the device.</param>
/// <param name="cut">Where.</param>
public sealed class CutTransport(IDeviceTransport inner, ByteCut cut) : IDeviceTransport
{
    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken) => cut.Refuses
        ? throw new ConnectionException(ErrorCode.Unreachable, $"{context.Device.Name}: nothing answers behind the cut wire.")
        : new Connection(await inner.ConnectAsync(context, cancellationToken), cut);

    private sealed class Connection(IDeviceConnection inner, ByteCut cut) : IDeviceConnection
    {
        private volatile bool _dead;

        public async Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken)
        {
            ThrowIfDead();
            return new Channel(await inner.OpenShellAsync(size, cancellationToken), this);
        }

        public async Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken)
        {
            ThrowIfDead();
            return new Channel(await inner.OpenSubsystemAsync(name, cancellationToken), this);
        }

        /// <summary>A command that does not arrive whole does not run; one whose input or answer does not has run.</summary>
        public async Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken)
        {
            ThrowIfDead();
            var (bytes, rest) = (Encoding.UTF8.GetByteCount(command), Encoding.UTF8.GetBytes(input ?? ""));
            var (admitted, cuts) = Admit(bytes + rest.Length, towardsDevice: true);
            if (cuts)
            {
                await BeginAsync(command, rest, admitted - bytes, cancellationToken);
                throw await DieAsync();
            }

            var result = await inner.ExecuteAsync(command, input, cancellationToken);
            return Admit(Encoding.UTF8.GetByteCount(result.Output + result.Error), towardsDevice: false).Cut ? throw await DieAsync() : result;
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        public void ThrowIfDead()
        {
            if (_dead || cut.Refuses)
            {
                throw Lost();
            }
        }

        public (int Admitted, bool Cut) Admit(int count, bool towardsDevice) => cut.Admit(count, towardsDevice);

        public async Task<ConnectionException> DieAsync()
        {
            _dead = true;
            await inner.DisposeAsync();
            return Lost();
        }

        private static ConnectionException Lost() => new(ErrorCode.ConnectionLost, "The wire is cut.");

        private async Task BeginAsync(string command, byte[] input, int arrived, CancellationToken cancellationToken)
        {
            if (arrived >= 0)
            {
                await inner.ExecuteAsync(command, Encoding.UTF8.GetString(input.AsSpan(0, arrived)), cancellationToken);
            }
        }
    }

    private sealed class Channel(IDeviceChannel inner, Connection connection) : IDeviceChannel
    {
        private bool _dying;

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            if (_dying)
            {
                throw await connection.DieAsync();
            }

            connection.ThrowIfDead();
            var count = await inner.ReadAsync(buffer, cancellationToken);
            (var admitted, _dying) = connection.Admit(count, towardsDevice: false);
            return _dying && admitted == 0 ? throw await connection.DieAsync() : admitted;
        }

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            connection.ThrowIfDead();
            var (admitted, dying) = connection.Admit(bytes.Length, towardsDevice: true);
            if (admitted > 0)
            {
                await inner.WriteAsync(bytes[..admitted], cancellationToken);
            }

            if (dying || _dying)
            {
                throw await connection.DieAsync();
            }
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
