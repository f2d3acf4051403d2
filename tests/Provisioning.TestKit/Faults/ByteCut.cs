using Provisioning.Errors;

namespace Provisioning.TestKit.Faults;

/// <summary>Where a wire is cut: behind so many bytes, counted over all connections, of one direction.</summary>
/// <param name="toDevice">The direction that counts; else from the device.</param>
/// <param name="position">How many bytes get through; never cut when null.</param>
/// <param name="forGood">Whether nobody gets through any more afterwards.</param>
/// <param name="fault">What becomes of the connection then.</param>
public sealed class ByteCut(bool toDevice, long? position, bool forGood, WireFault fault = WireFault.Cut)
{
    private readonly object _sync = new();
    private readonly List<Func<Task>> _late = [];
    private long _sent;
    private long _received;
    private bool _done;

    /// <summary>Whether nobody gets through any more afterwards.</summary>
    public bool ForGood => forGood;

    /// <summary>What becomes of the connection.</summary>
    public WireFault Fault => fault;

    /// <summary>The bytes that went to the device, of all connections.</summary>
    public long Sent { get { lock (_sync) { return _sent; } } }

    /// <summary>The bytes that came from the device.</summary>
    public long Received { get { lock (_sync) { return _received; } } }

    /// <summary>Whether the wire was cut.</summary>
    public bool Done { get { lock (_sync) { return _done; } } }

    /// <summary>Whether no new connection gets through.</summary>
    public bool Refuses { get { lock (_sync) { return _done && forGood; } } }

    /// <summary>Something that the device sees only when the wire is whole again.</summary>
    public void SeenLate(Func<Task> what)
    {
        lock (_sync)
        {
            _late.Add(what);
        }
    }

    /// <summary>Something that arrives late, or never.</summary>
    public void Arrives(Func<Task> what)
    {
        if (fault == WireFault.Late)
        {
            SeenLate(what);
        }
    }

    /// <summary>The wire is whole again, and what was on it arrives.</summary>
    public async Task HealAsync()
    {
        foreach (var what in _late)
        {
            try
            {
                await what();
            }
            catch (ConnectionException)
            {
                // The device had ended that connection.
            }
        }
    }

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
