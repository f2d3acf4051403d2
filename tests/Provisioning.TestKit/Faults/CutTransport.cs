using System.Text;
using Provisioning.Drivers;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.TestKit.Faults;

/// <summary>A transport whose wire is cut, or stalls, behind a byte: what passed is with the other side, what did not is lost or late.</summary>
/// <param name="inner">Reaches the device.</param>
/// <param name="cut">Where, and how.</param>
/// <param name="clock">Is told who waits in vain.</param>
/// <param name="idle">Returns when the device has done what arrived.</param>
public sealed class CutTransport(IDeviceTransport inner, ByteCut cut, WaitingClock clock, Func<Task> idle) : IDeviceTransport
{
    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken) => cut.Refuses
        ? throw new ConnectionException(ErrorCode.Unreachable, $"{context.Device.Name}: nothing answers behind the cut wire.")
        : new Connection(await inner.ConnectAsync(context, cancellationToken), cut, clock, idle);

    private sealed class Connection(IDeviceConnection inner, ByteCut cut, WaitingClock clock, Func<Task> idle) : IDeviceConnection
    {
        private volatile bool _broken;

        /// <summary>Whether its fault is one of which neither side knows.</summary>
        public bool Stalls => cut.Fault != WireFault.Cut;

        /// <summary>Whether nothing arrives any more.</summary>
        public bool IsStalled => Stalls && (_broken || cut.Refuses);

        public async Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken)
        {
            await BreakIfBrokenAsync(cancellationToken);
            return new Channel(await inner.OpenShellAsync(size, cancellationToken), this);
        }

        public async Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken)
        {
            await BreakIfBrokenAsync(cancellationToken);
            return new Channel(await inner.OpenSubsystemAsync(name, cancellationToken), this);
        }

        /// <summary>A command that does not arrive whole does not run; one whose input or answer does not has run.</summary>
        public async Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken)
        {
            await BreakIfBrokenAsync(cancellationToken);
            var (bytes, rest) = (Encoding.UTF8.GetByteCount(command), Encoding.UTF8.GetBytes(input ?? ""));
            var (admitted, cuts) = Admit(bytes + rest.Length, towardsDevice: true);
            if (cuts)
            {
                await BeginAsync(command, rest, admitted - bytes);
                await BreakAsync(cancellationToken);
            }

            var result = await inner.ExecuteAsync(command, input, cancellationToken);
            if (Admit(Encoding.UTF8.GetByteCount(result.Output + result.Error), towardsDevice: false).Cut)
            {
                await BreakAsync(cancellationToken);
            }

            return result;
        }

        public ValueTask DisposeAsync() => CloseAsync(inner);

        public Task BreakIfBrokenAsync(CancellationToken cancellationToken) =>
            _broken || cut.Refuses ? BreakAsync(cancellationToken) : Task.CompletedTask;

        public (int Admitted, bool Cut) Admit(int count, bool towardsDevice) => cut.Admit(count, towardsDevice);

        /// <summary>Throws, at once or when the caller gives up.</summary>
        public async Task BreakAsync(CancellationToken cancellationToken)
        {
            _broken = true;
            if (IsStalled)
            {
                await idle();
                await clock.WaitForeverAsync(cancellationToken);
            }

            await inner.DisposeAsync();
            throw new ConnectionException(ErrorCode.ConnectionLost, "The wire is cut.");
        }

        /// <summary>From now on nothing arrives; the sender takes for sent what it sends.</summary>
        public void Stall(Func<Task>? arrival = null)
        {
            _broken = true;
            if (arrival is not null)
            {
                cut.Arrives(arrival);
            }
        }

        public ValueTask CloseAsync(IAsyncDisposable end)
        {
            if (!IsStalled)
            {
                return end.DisposeAsync();
            }

            cut.SeenLate(async () =>
            {
                await idle();
                await end.DisposeAsync();
            });
            return ValueTask.CompletedTask;
        }

        // What a stalled command waits for comes late, or its end does.
        private async Task BeginAsync(string command, byte[] input, int arrived)
        {
            Task RunAsync(int bytes) => inner.ExecuteAsync(command, Encoding.UTF8.GetString(input.AsSpan(0, bytes)), CancellationToken.None);
            if (cut.Fault == WireFault.Late)
            {
                cut.SeenLate(() => RunAsync(input.Length));
            }
            else if (arrived >= 0)
            {
                await RunAsync(arrived);
            }
        }
    }

    private sealed class Channel(IDeviceChannel inner, Connection connection) : IDeviceChannel
    {
        private bool _breaks;

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            if (_breaks)
            {
                await connection.BreakAsync(cancellationToken);
            }

            await connection.BreakIfBrokenAsync(cancellationToken);
            var count = await inner.ReadAsync(buffer, cancellationToken);
            (var admitted, _breaks) = connection.Admit(count, towardsDevice: false);
            if (_breaks && connection.Stalls)
            {
                connection.Stall();
            }

            if (_breaks && admitted == 0)
            {
                await connection.BreakAsync(cancellationToken);
            }

            return admitted;
        }

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            if (connection.IsStalled)
            {
                Stall(bytes);
                return;
            }

            await connection.BreakIfBrokenAsync(cancellationToken);
            var (admitted, breaks) = connection.Admit(bytes.Length, towardsDevice: true);
            if (admitted > 0)
            {
                await inner.WriteAsync(bytes[..admitted], cancellationToken);
            }

            if (breaks || _breaks)
            {
                await BreakAsync(bytes[admitted..], cancellationToken);
            }
        }

        public ValueTask DisposeAsync() => connection.CloseAsync(inner);

        private Task BreakAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
        {
            if (!connection.Stalls)
            {
                return connection.BreakAsync(cancellationToken);
            }

            Stall(rest);
            return Task.CompletedTask;
        }

        private void Stall(ReadOnlyMemory<byte> bytes)
        {
            var kept = bytes.ToArray();
            connection.Stall(() => inner.WriteAsync(kept, CancellationToken.None).AsTask());
        }
    }
}
