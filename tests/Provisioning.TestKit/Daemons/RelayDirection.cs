namespace Provisioning.TestKit.Daemons;

/// <summary>One direction of a <see cref="TcpRelay"/>, over all its connections.</summary>
public sealed class RelayDirection
{
    private readonly object _sync = new();
    private long _bytes;
    private long _cutAt = long.MaxValue;
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

    /// <summary>How many of these bytes may pass; fewer than asked means that the connection is to be cut after them.</summary>
    internal int Admit(int count)
    {
        lock (_sync)
        {
            var admitted = (int)Math.Min(count, _cutAt - _bytes);
            _bytes += admitted;
            return admitted;
        }
    }

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
