using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Tests.Cli;

/// <summary>A shell without a device: the test says what comes, and may answer what is typed.</summary>
internal sealed class ScriptedChannel : IDeviceChannel
{
    private readonly Channel<byte[]> _device = Channel.CreateUnbounded<byte[]>();
    private byte[] _rest = [];

    /// <summary>All that was typed, by write.</summary>
    public List<string> Typed { get; } = [];

    /// <summary>Called with each write.</summary>
    public Action<string> OnTyped { get; set; } = _ => { };

    /// <summary>Whether writes never end, as when the device does not read.</summary>
    public bool Stuck { get; set; }

    public bool Disposed { get; private set; }

    /// <summary>Completes when somebody waits for the device.</summary>
    public TaskCompletionSource Waiting { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ScriptedChannel Say(string text)
    {
        Waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _device.Writer.TryWrite(Encoding.UTF8.GetBytes(text));
        return this;
    }

    public ScriptedChannel SayByteByByte(string text)
    {
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            _device.Writer.TryWrite([one]);
        }

        return this;
    }

    /// <summary>Turns a clock as soon as somebody waits for the device, or what might wait has ended.</summary>
    public async Task PassAsync(FakeTimeProvider clock, TimeSpan time, Task unless)
    {
        await Task.WhenAny(Waiting.Task, unless);
        clock.Advance(time);
    }

    public void Close() => _device.Writer.TryComplete();

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_rest.Length == 0 && !_device.Reader.TryPeek(out _))
        {
            Waiting.TrySetResult();
            if (!await _device.Reader.WaitToReadAsync(cancellationToken))
            {
                return 0;
            }
        }

        if (_rest.Length == 0 && _device.Reader.TryRead(out var said))
        {
            _rest = said;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.AsSpan(0, count).CopyTo(buffer.Span);
        _rest = _rest[count..];
        return count;
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (Stuck)
        {
            Waiting.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        var text = Encoding.UTF8.GetString(bytes.Span);
        Typed.Add(text);
        OnTyped(text);
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}
