using System.Text;
using Provisioning.Drivers;
using Provisioning.Drivers.Transports;

namespace Provisioning.TestKit.Conformance;

/// <summary>A transport that notes all that goes through it.</summary>
public sealed class RecordingTransport(IDeviceTransport inner, WireRecorder recorder) : IDeviceTransport
{
    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken) =>
        new Connection(await inner.ConnectAsync(context, cancellationToken), recorder.Open());

    private sealed class Connection(IDeviceConnection inner, WireRecorder.Connection wire) : IDeviceConnection
    {
        public async Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken) =>
            new Channel(await inner.OpenShellAsync(size, cancellationToken), wire);

        public async Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken)
        {
            wire.Send($"subsystem {name}\n");
            return new Channel(await inner.OpenSubsystemAsync(name, cancellationToken), wire);
        }

        public async Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken)
        {
            wire.Send($"$ {command}\n{(input is null ? "" : $"<<< stdin\n{input}>>>\n")}");
            var result = await inner.ExecuteAsync(command, input, cancellationToken);
            wire.Receive($"status {result.ExitStatus}\n{result.Output}{result.Error}\n");
            return result;
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Channel(IDeviceChannel inner, WireRecorder.Connection wire) : IDeviceChannel
    {
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            var text = new char[count];
            wire.Receive(new string(text, 0, _decoder.GetChars(buffer.Span[..count], text, flush: false)));
            return count;
        }

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            wire.Send(Encoding.UTF8.GetString(bytes.Span));
            return inner.WriteAsync(bytes, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
