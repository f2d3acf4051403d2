using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Transports;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Hostile;

/// <summary>A device that always has more to say, so that no read ever waits; with each one the clock goes on by a second.</summary>
/// <param name="speech">What it says, whatever it is told.</param>
/// <param name="clock">The clock.</param>
internal sealed class FloodingChannel(HostileSpeech speech, FakeTimeProvider clock) : IDeviceChannel
{
    /// <summary>More seconds than anything may take.</summary>
    private const int TooMany = 4000;

    private const int EachRead = 4096;

    /// <summary>How many times it was read.</summary>
    public int Reads { get; private set; }

    /// <summary>Done at each read.</summary>
    public Action OnRead { get; init; } = () => { };

    public bool Disposed { get; private set; }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Assert.InRange(++Reads, 1, TooMany);
        OnRead();
        clock.Advance(TimeSpan.FromSeconds(1));
        return new(speech.Say(buffer.Span[..EachRead]));
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => default;

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return default;
    }
}
