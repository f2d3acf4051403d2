using Provisioning.Errors;
using Provisioning.Lab;

namespace Provisioning.Drivers.Tests.Platforms.JuniperJunos;

/// <summary>Others at work on the same device.</summary>
public class JuniperJunosOthersTests
{
    private const string Edit = "<load-configuration action=\"set\" format=\"text\"><configuration-set>set snmp location elsewhere</configuration-set></load-configuration>";
    private const string CommitConfirmed = "<commit-configuration><confirmed/><confirm-timeout>10</confirm-timeout><log>maintenance</log></commit-configuration>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_elses_uncommitted_change_is_told_and_left_alone()
    {
        await using var bed = new JuniperJunosBed();
        await using var other = await bed.OpenOtherAsync();
        await other.AskAsync(Edit);

        var result = await bed.RunAsync(bed.Merges[0]);

        Assert.Equal((ErrorCode.DeviceBusy, DeviceState.Untouched), (result.Error?.Code, result.DeviceState));
        Assert.Contains("configuration database modified", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("elsewhere", Assert.Single(bed.Lab.Candidates).Config, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_lock_is_told_with_its_holder_and_left_alone()
    {
        await using var bed = new JuniperJunosBed();
        await using var other = await bed.OpenOtherAsync();
        await other.AskAsync("<lock-configuration/>");

        var result = await bed.RunAsync(bed.Merges[0]);

        Assert.Equal((ErrorCode.DeviceBusy, DeviceState.Untouched), (result.Error?.Code, result.DeviceState));
        Assert.Contains("locked by: admin terminal (pid", result.Error!.Message, StringComparison.Ordinal);
        await other.AskAsync(Edit, "<commit-configuration/>", "<unlock-configuration/>");
    }

    /// <summary>A lock that was refused must not be followed by a discard, whatever else goes wrong.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_the_history_cannot_be_read_our_lock_is_given_back_and_theirs_is_not(bool theirs)
    {
        await using var bed = new JuniperJunosBed();
        await using var other = await bed.OpenOtherAsync();
        await (theirs ? other.AskAsync("<lock-configuration/>", Edit) : Task.CompletedTask);
        await using var session = await bed.OpenAsync();
        bed.Lab.Faults.Refuse("^<get-commit-information", "<output>none</output>");

        var refused = await Assert.ThrowsAsync<ConnectionException>(() => session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token));
        await session.DiscardAsync(Token);

        Assert.Equal(theirs ? ErrorCode.DeviceBusy : ErrorCode.UnexpectedAnswer, refused.Code);
        Assert.Equal(theirs ? ["modified", "locked"] : [], bed.Lab.Candidates.Select(candidate => candidate.State));
    }

    [Fact]
    public async Task Somebody_elses_pending_commit_is_told_with_its_owner_and_time()
    {
        await using var bed = new JuniperJunosBed();
        await using var other = await bed.OpenOtherAsync();
        await other.AskAsync(Edit, CommitConfirmed);

        var result = await bed.RunAsync(bed.Merges[0]);

        Assert.Equal((ErrorCode.DeviceBusy, DeviceState.Untouched), (result.Error?.Code, result.DeviceState));
        Assert.Contains("'admin via netconf (maintenance)'", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("goes back by itself in 600 s", result.Error.Message, StringComparison.Ordinal);
        Assert.NotNull(bed.Lab.PendingCommit);
    }

    /// <summary>A commit, and even a check, of ours would confirm it.</summary>
    [Fact]
    public async Task A_pending_commit_that_came_after_the_first_look_stops_the_load()
    {
        await using var bed = new JuniperJunosBed();
        await using var session = await bed.OpenAsync();
        Assert.Null(await session.GetPendingCommitAsync(Token));
        await using var other = await bed.OpenOtherAsync();
        await other.AskAsync(Edit, CommitConfirmed);

        var refused = await Assert.ThrowsAsync<LoadException>(() => session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token));

        Assert.Equal(ErrorCode.DeviceBusy, refused.Code);
        Assert.Contains("maintenance", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(bed.Lab.PendingCommit);
        Assert.Empty(bed.Lab.Candidates);
    }

    [Fact]
    public async Task Somebody_elses_commit_on_top_is_never_rolled_back()
    {
        await using var bed = new JuniperJunosBed();
        await using var session = await bed.OpenAsync();
        await session.LoadAsync(bed.Merges[0], LoadOperation.Merge, Token);
        await session.CommitAsync(new(TimeSpan.FromMinutes(5), null), Token);
        bed.Lab.ChangeRunning("set snmp location elsewhere");
        var running = bed.Lab.Running;

        var late = await Assert.ThrowsAsync<CommitException>(() => session.ConfirmAsync(Token));
        var refused = await Assert.ThrowsAsync<RollbackException>(() => session.RollbackAsync(Token));

        Assert.Equal(ErrorCode.ConfirmFailed, late.Code);
        Assert.Contains("'operator via cli'", late.Message, StringComparison.Ordinal);
        Assert.Contains("'operator via cli'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(running, bed.Lab.Running);
        Assert.Empty(bed.Lab.Candidates);
    }
}
