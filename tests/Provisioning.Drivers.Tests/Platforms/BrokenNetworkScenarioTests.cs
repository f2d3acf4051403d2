using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>
/// Whole runs through a real sshd over a network that goes wrong without a word: it delivers no more of a connection that stays
/// open, or a byte of it wrong, which SSH's own check finds. New connections work.
/// </summary>
public sealed class BrokenNetworkScenarioTests
{
    // What is waited for in vain; a login takes its time on a busy machine.
    private static readonly DeviceTimeouts Short = new() { Connect = TimeSpan.FromSeconds(10), Command = TimeSpan.FromSeconds(4), Commit = TimeSpan.FromSeconds(4) };

    public static MatrixTheoryData<bool, bool> Faults => new([true, false], [true, false]);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task During_the_load_nothing_changes_and_nothing_is_left(bool stalls, bool toDevice)
    {
        await using var bed = new AristaEosBed();
        await bed.BehindSshdAsync();
        var startup = bed.Lab.Startup;
        await using var engine = Engine(bed, stalls, CutVerb.Load, before: () => Break(bed, stalls, toDevice, behind: 100));

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, stalls ? ErrorCode.DeviceTimeout : ErrorCode.ConnectionLost);
        Assert.Equal((startup, startup), (bed.Lab.Running, bed.Lab.Startup));
        Assert.Empty(await bed.LeftoversAsync());
    }

    /// <summary>The first to suffer is the connection that is to verify the commit.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Between_commit_and_confirmation_the_old_config_comes_back(bool stalls, bool toDevice)
    {
        await using var bed = new AristaEosBed();
        await bed.BehindSshdAsync();
        var startup = bed.Lab.Startup;
        await using var engine = Engine(bed, stalls, CutVerb.Commit, after: () => Break(bed, stalls, toDevice, behind: 2500));

        var result = await engine.RunAsync();

        Ended.As(result, ProvisionOutcome.RolledBack, DeviceState.RolledBack, stalls ? ErrorCode.DeviceTimeout : ErrorCode.ConnectionLost);
        Assert.Equal((startup, startup), (bed.Lab.Running, bed.Lab.Startup));
        Assert.Null(bed.Lab.PendingCommit);
        Assert.Empty(await bed.LeftoversAsync());
    }

    private static void Break(AristaEosBed bed, bool stalls, bool toDevice, long behind)
    {
        var direction = toDevice ? bed.Relay!.ToServer : bed.Relay!.ToClient;
        Action<long> fault = stalls ? direction.StallAfter : direction.CorruptAfter;
        fault(behind);
    }

    private static LabEngine Engine(AristaEosBed bed, bool stalls, CutVerb verb, Action? before = null, Action? after = null)
    {
        var pending = true;
        return new(bed, timeouts: stalls ? Short : new())
        {
            Around = async (now, action) =>
            {
                var isIt = now == verb && pending;
                pending &= !isIt;
                Action? first = isIt ? before : null;
                first?.Invoke();
                await action();
                Action? then = isIt ? after : null;
                then?.Invoke();
            },
        };
    }
}
