using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>What somebody else did on the device between the commit and the end of a run: it is neither undone nor taken for the run's.</summary>
public sealed class OthersChangesTests
{
    private readonly RunBench _bench = new();

    [Fact]
    public async Task Somebody_elses_commit_that_came_in_between_is_not_rolled_back()
    {
        const string Theirs = "theirs\n";
        _bench.Device.On(Verb.Commit, () => (_bench.Device.Pending, _bench.Device.Running) = ("somebody", Theirs));

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.Contains("somebody", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(("somebody", Theirs), (_bench.Device.Pending, _bench.Device.Running));
        Assert.DoesNotContain(Verb.Rollback, _bench.Device.Journal);
    }

    [Fact]
    public async Task What_somebody_changed_after_the_device_went_back_by_itself_is_not_rolled_back()
    {
        const string Theirs = FakeDevice.OldConfig + "theirs\n";
        _bench.Device.On(Verb.Load, () =>
        {
            _bench.Device.GoBack();
            _bench.Device.Running = Theirs;
            throw RunBench.Lost;
        }, skip: 1);

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.Equal(Theirs, _bench.Device.Running);
        Assert.DoesNotContain(Verb.Rollback, _bench.Device.Journal);
    }

    /// <summary>Whose a waiting commit is, a driver may not be able to tell for a moment, e.g. while another run looks on.</summary>
    [Fact]
    public async Task While_somebodys_commit_waits_a_confirmation_without_an_answer_is_not_taken_for_done()
    {
        _bench.Device.On(Verb.Confirm, () =>
        {
            _bench.Device.Pending = "somebody";
            throw RunBench.Lost;
        });

        var result = await _bench.CommitAsync();

        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Unknown, ErrorCode.RollbackFailed);
        Assert.Contains("somebody", result.Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Verb.Save, _bench.Device.Journal);
    }
}
