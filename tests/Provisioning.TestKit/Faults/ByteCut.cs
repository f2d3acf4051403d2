namespace Provisioning.TestKit.Faults;

/// <summary>Where a wire is cut: behind so many bytes, counted over all connections, of one direction.</summary>
/// <param name="toDevice">The direction that counts; else from the device.</param>
/// <param name="position">How many bytes get through; never cut when null.</param>
/// <param name="forGood">Whether nobody gets through any more afterwards.</param>
public sealed class ByteCut(bool toDevice, long? position, bool forGood)
{
    private long _sent;
    private long _received;
    private volatile bool _done;

    /// <summary>Whether nobody gets through any more afterwards.</summary>
    public bool ForGood => forGood;

    /// <summary>The bytes that went to the device, of all connections.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>The bytes that came from the device.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Whether the wire was cut.</summary>
    public bool Done => _done;

    /// <summary>Whether new connections get through.</summary>
    public bool Refuses => _done && forGood;

    /// <summary>Counts bytes that are about to pass.</summary>
    /// <returns>How many of them do, and whether the wire is cut behind them.</returns>
    public (int Admitted, bool Cut) Admit(int count, bool towardsDevice)
    {
        var passed = towardsDevice ? Interlocked.Add(ref _sent, count) : Interlocked.Add(ref _received, count);
        if (_done || towardsDevice != toDevice || position is not { } end || passed < end)
        {
            return (count, false);
        }

        _done = true;
        return ((int)(end - (passed - count)), true);
    }
}
