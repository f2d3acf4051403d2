using Provisioning.TestKit.Faults;

namespace Provisioning.TestKit.Daemons;

/// <summary>One direction of a <see cref="TcpRelay"/>, over all its connections.</summary>
/// <param name="toServer">Which one.</param>
public sealed class RelayDirection(bool toServer)
{
    private readonly object _sync = new();
    private long _bytes;
    private long _stallAt = long.MaxValue;
    private long _corruptAt = long.MaxValue;
    private TaskCompletionSource _open = Opened();

    /// <summary>How many bytes were forwarded.</summary>
    public long Bytes { get { lock (_sync) { return _bytes; } } }

    /// <summary>Where a connection is reset, or stalls; nowhere when null.</summary>
    internal ByteCut? Cut { get; set; }

    /// <summary>Whether every byte is a packet of its own.</summary>
    public bool OneByteAtATime { get; set; }

    /// <summary>Forwards so many bytes more, then nothing more of the connection whose byte was next; it stays open, and others go on.</summary>
    public void StallAfter(long more)
    {
        lock (_sync)
        {
            _stallAt = _bytes + more;
        }
    }

    /// <summary>Forwards so many bytes more as they are, and the next one with a bit turned over.</summary>
    public void CorruptAfter(long more)
    {
        lock (_sync)
        {
            _corruptAt = _bytes + more;
        }
    }

    /// <summary>Forwards nothing until <see cref="Release"/>; what comes is kept.</summary>
    public void Hold()
    {
        lock (_sync)
        {
            _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Forwards again.</summary>
    public void Release()
    {
        lock (_sync)
        {
            _open.TrySetResult();
        }
    }

    internal Task Gate { get { lock (_sync) { return _open.Task; } } }

    /// <summary>Counts bytes that are about to pass, and spoils the one that is to be.</summary>
    /// <returns>How many of them pass; when that is not all, what happens behind them.</returns>
    internal (int Admitted, RelayFault Fault) Admit(Span<byte> bytes)
    {
        lock (_sync)
        {
            var (admitted, cuts) = ((int)Math.Min(bytes.Length, _stallAt - _bytes), false);
            if (Cut is { } cut)
            {
                (admitted, cuts) = cut.Admit(admitted, toServer);
            }

            if (_corruptAt - _bytes is var spoilt && spoilt < admitted)
            {
                bytes[(int)spoilt] ^= 1;
                _corruptAt = long.MaxValue;
            }

            _bytes += admitted;
            return (admitted, cuts ? (Cut!.Fault == WireFault.Cut ? RelayFault.Cut : RelayFault.Stall) : admitted < bytes.Length ? Stall() : RelayFault.None);
        }
    }

    // One connection only.
    private RelayFault Stall()
    {
        _stallAt = long.MaxValue;
        return RelayFault.Stall;
    }

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
