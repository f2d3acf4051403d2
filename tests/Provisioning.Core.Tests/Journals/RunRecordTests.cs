using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Core.Tests.Journals;

/// <summary>What a journal can say of a device whose run has not ended.</summary>
public sealed class RunRecordTests
{
    [Theory]
    [InlineData(ProvisionStage.Open, DeviceState.Untouched)]
    [InlineData(ProvisionStage.Load, DeviceState.CandidateLoaded)]
    [InlineData(ProvisionStage.Diff, DeviceState.CandidateLoaded)]
    [InlineData(ProvisionStage.Commit, DeviceState.Unknown)]
    [InlineData(ProvisionStage.Confirm, DeviceState.Unknown)]
    public void An_entry_is_written_before_its_stage_so_the_stage_may_have_been_done(ProvisionStage stage, DeviceState state) =>
        Assert.Equal(state, Record(new JournalEntry(DateTimeOffset.UnixEpoch, stage, DeviceState.Untouched)).DeviceState);

    [Fact]
    public void A_run_that_was_broken_off_at_its_very_beginning_touched_nothing() => Assert.Equal(DeviceState.Untouched, Record().DeviceState);

    [Fact]
    public void A_run_that_ended_says_how_it_left_the_device() => Assert.Equal(
        DeviceState.RolledBack,
        Record(new JournalEntry(DateTimeOffset.UnixEpoch, ProvisionStage.Verify, DeviceState.RolledBack) { Outcome = ProvisionOutcome.RolledBack }).DeviceState);

    private static RunRecord Record(params JournalEntry[] entries) => new()
    {
        Start = new("0a1b2c3d", "r1", ProvisionTrigger.Host, LoadOperation.Merge, Commits: true, TimeSpan.FromMinutes(5), DateTimeOffset.UnixEpoch),
        Entries = entries,
        IsInterrupted = true,
        HasBackup = false,
    };
}
