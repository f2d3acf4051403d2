namespace Provisioning.TestKit.Faults;

/// <summary>Where a wire is cut: behind so many bytes, counted over all connections, of one direction.</summary>
/// <param name="toDevice">The direction that counts; else from the device.</param>
/// <param name="position">How many bytes get through; never cut when null.</param>
/// <param name="forGood">Whether nobody gets through any more afterwards.</param>
public sealed class ByteCut(bool toDevice, long? position, bool forGood)
{
    private readonly object _sync = new();
    private long _sent;
    private long _received;
    private bool _done;

    /// <summary>Whether nobody gets through any more afterwards.</summary>
    public bool ForGood => forGood;

    /// <summary>The bytes that went to the device, of all connections.</summary>
    public long Sent { get { lock (_sync) { return _sent; } } }

    /// <summary>The bytes that came from the device.</summary>
    public long Received { get { lock (_sync) { return _received; } } }

    /// <summary>Whether the wire was cut.</summary>
    public bool Done { get { lock (_sync) { return _done; } } }

    /// <summary>Whether no new connection gets through.</summary>
    public bool Refuses { get { lock (_sync) { return _done && forGood; } } }

    /// <summary>Counts bytes that are about to pass.</summary>
    /// <returns>How many of them do, and whether the wire is cut behind them.</returns>
    public (int Admitted, bool Cut) Admit(int count, bool towardsDevice)
    {
        lock (_sync)
        {
            ref var passed = ref towardsDevice ? ref _sent : ref _received;
            var cuts = !_done && towardsDevice == toDevice && passed + count >= position;
            var admitted = cuts ? (int)(position!.Value - passed) : count;
            passed += admitted;
            _done |= cuts;
            return (admitted, cuts);
        }
    }
}
