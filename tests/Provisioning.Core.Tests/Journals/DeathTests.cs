using Microsoft.Extensions.DependencyInjection;
using Provisioning.Core.Tests.Runs;
using Provisioning.Errors;

namespace Provisioning.Core.Tests.Journals;

/// <summary>A process dies anywhere in a run; whoever resumes the run knows then what is true of the device.</summary>
public sealed class DeathTests : ResumptionBench
{
    public static TheoryData<ProvisionStage, Moment> Boundaries
    {
        get
        {
            var data = new TheoryData<ProvisionStage, Moment>();
            foreach (var stage in Enum.GetValues<ProvisionStage>())
            {
                data.Add(stage, Moment.Before);
                data.Add(stage, Moment.After);
            }

            return data;
        }
    }

    public static IEnumerable<TheoryDataRow<ProvisionStage, Moment>> BoundariesWithoutTimer => Boundaries.Where(row => row.Data.Item1 != ProvisionStage.Confirm);

    public static IEnumerable<TheoryDataRow<Verb, int, Moment>> VerbsWithoutTimer => Verbs.Where(row => row.Data.Item1 != Verb.Confirm);

    public static TheoryData<Verb, int, Moment> Verbs => new()
    {
        { Verb.Open, 0, Moment.Before },
        { Verb.Load, 0, Moment.Before },
        { Verb.Load, 0, Moment.After },
        { Verb.Diff, 0, Moment.After },
        { Verb.Commit, 0, Moment.Before },
        { Verb.Commit, 0, Moment.After },
        { Verb.Open, 1, Moment.Before },
        { Verb.Load, 1, Moment.After },
        { Verb.Confirm, 0, Moment.Before },
        { Verb.Confirm, 0, Moment.After },
        { Verb.Save, 0, Moment.Before },
        { Verb.Save, 0, Moment.After },
        { Verb.CleanUp, 0, Moment.Before },
        { Verb.CleanUp, 0, Moment.After },
    };

    [Theory]
    [MemberData(nameof(Boundaries))]
    public Task A_run_that_died_at_a_stage_ends_in_a_known_state(ProvisionStage stage, Moment moment) =>
        EndsKnownAsync(RunBench.Commits, () => Journal.DiesAt = (entry, when) => (entry.Stage, when) == (stage, moment), timerRan: false);

    [Theory]
    [MemberData(nameof(Boundaries))]
    public Task A_run_that_died_at_a_stage_ends_in_a_known_state_after_its_timer_too(ProvisionStage stage, Moment moment) =>
        EndsKnownAsync(RunBench.Commits, () => Journal.DiesAt = (entry, when) => (entry.Stage, when) == (stage, moment), timerRan: true);

    [Theory]
    [MemberData(nameof(BoundariesWithoutTimer))]
    public Task Without_a_timer_a_run_that_died_at_a_stage_ends_in_a_known_state(ProvisionStage stage, Moment moment) =>
        EndsKnownAsync(NoTimer, () => Journal.DiesAt = (entry, when) => (entry.Stage, when) == (stage, moment), timerRan: false);

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task A_run_that_died_around_a_verb_ends_in_a_known_state(Verb verb, int skip, Moment moment) =>
        EndsKnownAsync(RunBench.Commits, () => Bench.Device.On(verb, _ => Journal.DieAsync(), moment, skip), timerRan: false);

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task A_run_that_died_around_a_verb_ends_in_a_known_state_after_its_timer_too(Verb verb, int skip, Moment moment) =>
        EndsKnownAsync(RunBench.Commits, () => Bench.Device.On(verb, _ => Journal.DieAsync(), moment, skip), timerRan: true);

    [Theory]
    [MemberData(nameof(VerbsWithoutTimer))]
    public Task Without_a_timer_a_run_that_died_around_a_verb_ends_in_a_known_state(Verb verb, int skip, Moment moment) =>
        EndsKnownAsync(NoTimer, () => Bench.Device.On(verb, _ => Journal.DieAsync(), moment, skip), timerRan: false);

    /// <summary>The device has exactly the old or exactly the new config, the result says which, and nothing is left.</summary>
    private async Task EndsKnownAsync(ProvisionOptions options, Action fatal, bool timerRan)
    {
        await DieAsync(options, fatal);
        if (timerRan)
        {
            Bench.Device.GoBack();
        }

        if ((await Journal.Survivor.ReadAsync(new() { Interrupted = true }, Token)).Count == 0)
        {
            // It died when all had been done and written down.
            Assert.Equal(Bench.Intended, Bench.Device.Startup);
            return;
        }

        var result = await ResumeAsync();

        var device = Bench.Device;
        var isNew = result.DeviceState == DeviceState.Committed;
        Assert.True(isNew || result.DeviceState is DeviceState.Untouched or DeviceState.RolledBack, $"{result.DeviceState}: {result.Error}");
        var expected = isNew ? Bench.Intended : FakeDevice.OldConfig;
        Assert.Equal((expected, expected, null), (device.Running, device.Startup, device.Pending));
        Assert.Empty(device.WaysBack);
        Assert.Empty(device.Candidates);
        Assert.Empty(await Journal.Survivor.ReadAsync(new() { Interrupted = true }, Token));
    }
}
