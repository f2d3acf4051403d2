namespace Provisioning.TestKit.Daemons;

/// <summary>One direction of a <see cref="TcpRelay"/>, over all its connections.</summary>
public sealed class RelayDirection
{
    private readonly object _sync = new();
    private long _bytes;
    private long _cutAt = long.MaxValue;
    private long _stallAt = long.MaxValue;
    private long _corruptAt = long.MaxValue;
    private TaskCompletionSource _open = Opened();

    /// <summary>How many bytes were forwarded.</summary>
    public long Bytes { get { lock (_sync) { return _bytes; } } }

    /// <summary>Whether every byte is a packet of its own.</summary>
    public bool OneByteAtATime { get; set; }

    /// <summary>Forwards so many bytes more, then resets the connection.</summary>
    public void CutAfter(long more)
    {
        lock (_sync)
        {
            _cutAt = _bytes + more;
        }
    }

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
            var admitted = (int)Math.Min(bytes.Length, Math.Min(_cutAt, _stallAt) - _bytes);
            if (_corruptAt - _bytes is var spoilt && spoilt < admitted)
            {
                bytes[(int)spoilt] ^= 1;
                _corruptAt = long.MaxValue;
            }

            _bytes += admitted;
            return (admitted, admitted == bytes.Length ? RelayFault.None : _cutAt <= _stallAt ? RelayFault.Cut : Stall());
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
