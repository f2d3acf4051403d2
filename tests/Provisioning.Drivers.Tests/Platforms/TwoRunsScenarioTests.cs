using Provisioning.Errors;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>Two engines that know nothing of each other, on one device.</summary>
public sealed class TwoRunsScenarioTests
{
    [Theory]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task A_run_that_comes_while_a_commit_is_unconfirmed_leaves_it_alone(string platform)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        ProvisionResult? second = null;
        await using var late = new BedEngine(bed, bed.Configs(bed.Operation)[1]);
        await using var early = new BedEngine(bed)
        {
            Around = async (verb, action) =>
            {
                await action();
                second = verb == CutVerb.Commit ? await late.RunAsync() : second;
            },
        };

        var first = await early.RunAsync();

        Ended.As(second!, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        Assert.Contains(first.RunId, second!.Error!.Message, StringComparison.Ordinal);
        await AssertCommittedAsync(bed, first, bed.Config);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task A_commit_that_another_one_has_overtaken_fails_and_leaves_that_alone(string platform)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        ProvisionResult? second = null;
        var begun = new TaskCompletionSource();
        var overtaken = new TaskCompletionSource();
        await using var late = new BedEngine(bed, bed.Configs(bed.Operation)[1])
        {
            Around = async (verb, action) =>
            {
                if (verb == CutVerb.Commit)
                {
                    begun.TrySetResult();
                    await overtaken.Task;
                }

                await action();
            },
        };
        var lateRun = late.RunAsync();
        await begun.Task;
        await using var early = new BedEngine(bed)
        {
            Around = async (verb, action) =>
            {
                await action();
                if (verb == CutVerb.Commit)
                {
                    overtaken.TrySetResult();
                    second = await lateRun;
                }
            },
        };

        var first = await early.RunAsync();

        Ended.As(second!, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        await AssertCommittedAsync(bed, first, bed.Config);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task Of_two_commits_at_the_same_moment_just_one_is_taken(string platform)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        using var before = new Meeting(2);
        using var after = new Meeting(2);
        async Task AroundAsync(CutVerb verb, Func<Task> action)
        {
            if (verb != CutVerb.Commit)
            {
                await action();
                return;
            }

            await before.ArriveAsync();
            try
            {
                await action();
            }
            finally
            {
                await after.ArriveAsync();
            }
        }

        string[] configs = [bed.Configs(bed.Operation)[0], bed.Configs(bed.Operation)[1]];
        await using var one = new BedEngine(bed, configs[0]) { Around = AroundAsync };
        await using var two = new BedEngine(bed, configs[1]) { Around = AroundAsync };

        var results = await Task.WhenAll(one.RunAsync(), two.RunAsync());

        var winner = Array.FindIndex(results, result => result.Succeeded);
        Assert.True(winner >= 0, $"{results[0].Error}\n{results[1].Error}");
        Ended.As(results[1 - winner], ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.DeviceBusy);
        await AssertCommittedAsync(bed, results[winner], configs[winner]);
        Assert.Empty(await bed.LeftoversAsync());
    }

    [Theory]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task A_save_never_makes_another_runs_unconfirmed_commit_the_startup_config(string platform)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        var startup = await bed.StartupAsync();
        var committed = new TaskCompletionSource();
        var saved = new TaskCompletionSource();
        await using var late = new BedEngine(bed, bed.Configs(bed.Operation)[1])
        {
            Around = async (verb, action) =>
            {
                await action();
                if (verb == CutVerb.Commit)
                {
                    committed.TrySetResult();
                    await saved.Task;
                }
            },
        };
        Task<ProvisionResult>? lateRun = null;
        await using var early = new BedEngine(bed)
        {
            Around = async (verb, action) =>
            {
                if (verb == CutVerb.Save)
                {
                    lateRun ??= late.RunAsync();
                    await committed.Task;
                }

                await action();
            },
        };

        var first = await early.RunAsync();

        Ended.As(first, ProvisionOutcome.Failed, DeviceState.Committed, ErrorCode.SaveFailed);
        Assert.Equal(startup, await bed.StartupAsync());
        saved.SetResult();
        await AssertCommittedAsync(bed, await lateRun!, bed.Configs(bed.Operation)[1]);
    }

    private static async Task AssertCommittedAsync(SshBed bed, ProvisionResult result, string config)
    {
        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains(bed.Mark(config), await bed.RunningAsync(), StringComparison.Ordinal);
        Assert.Contains(bed.Mark(config), await bed.StartupAsync(), StringComparison.Ordinal);
        Assert.False(await bed.IsPendingAsync());
    }
}
