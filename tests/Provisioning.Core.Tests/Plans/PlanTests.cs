using Provisioning.Core.Tests.Runs;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Plans;

namespace Provisioning.Core.Tests.Plans;

/// <summary>What was reviewed is what is committed, or nothing is.</summary>
public sealed class PlanTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);
    private readonly RunBench _bench = new();
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("prv-plan-").FullName, "plan.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public async Task A_plan_that_still_holds_is_committed()
    {
        var plan = await PlanAsync();

        Ending.Is(await CommitAsync(plan), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    [Fact]
    public async Task A_plan_survives_its_file()
    {
        var plan = await PlanAsync();
        plan.Save(_file);
        var loaded = ProvisionPlan.Load(_file);

        Assert.Equal(plan.Changes, loaded.Changes);
        Assert.Equal((plan.CreatedAt, plan.ExpiresAt, plan.CreatedBy, plan.Operation), (loaded.CreatedAt, loaded.ExpiresAt, loaded.CreatedBy, loaded.Operation));
        Ending.Is(await CommitAsync(loaded), ProvisionOutcome.Changed, DeviceState.Committed);
    }

    [Fact]
    public async Task A_plan_shows_the_diff_and_no_secret()
    {
        _bench.Credential = new() { Username = "ops", Password = new("hunter2hunter2") };
        _bench.Intended += "key hunter2hunter2\n";
        (await PlanAsync()).Save(_file);

        var text = await File.ReadAllTextAsync(_file, TestContext.Current.CancellationToken);
        Assert.Contains("mtu 9000", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_intended_config_is_refused_before_the_device_is_opened()
    {
        var plan = await PlanAsync();
        _bench.Intended += "mtu 1500\n";
        _bench.Device.Journal.Clear();

        await RefusesAsync(plan, ErrorCode.PlanMoved, "The intended config of 'r1' is not what the plan was made for");
        Assert.Empty(_bench.Device.Journal);
    }

    [Fact]
    public async Task A_changed_running_config_is_refused_and_no_candidate_is_left()
    {
        var plan = await PlanAsync();
        _bench.Device.Running += "theirs\n";
        _bench.Device.Journal.Clear();

        await RefusesAsync(plan, ErrorCode.PlanMoved, "The running config of 'r1'");
        Assert.DoesNotContain(Verb.Commit, _bench.Device.Journal);
        Assert.Contains(Verb.Discard, _bench.Device.Journal);
    }

    [Fact]
    public async Task A_device_that_has_the_planned_config_by_now_is_unchanged()
    {
        var plan = await PlanAsync();
        await CommitAsync(plan);

        Ending.Is(await CommitAsync(plan), ProvisionOutcome.Unchanged, DeviceState.Untouched);
    }

    [Fact]
    public async Task A_running_config_that_changes_after_the_load_is_refused_too()
    {
        var plan = await PlanAsync();
        _bench.Device.On(Verb.Validate, () => _bench.Device.Running += "theirs\n", Moment.After);
        _bench.Platform.Capabilities = _bench.Platform.Capabilities with { Validate = true };

        await RefusesAsync(plan, ErrorCode.PlanMoved, "The running config of 'r1'");
        Assert.DoesNotContain(Verb.Commit, _bench.Device.Journal);
    }

    [Fact]
    public async Task Another_diff_of_the_same_configs_is_refused_and_shown()
    {
        var plan = await PlanAsync();
        plan = plan with { Changes = [plan.Changes[0] with { DiffHash = new string('0', 64) }] };

        await RefusesAsync(plan, ErrorCode.PlanMoved, "It is now:");
    }

    [Fact]
    public async Task A_device_that_is_not_in_the_plan_is_refused()
    {
        var plan = await PlanAsync();
        _bench.Target = _bench.Target with { Name = "r2" };

        await RefusesAsync(plan, ErrorCode.PlanMoved, "'r2' is not in the plan");
    }

    [Fact]
    public async Task A_plan_ends()
    {
        var plan = await PlanAsync();
        _bench.Time.Advance(Lifetime + TimeSpan.FromSeconds(1));

        await RefusesAsync(plan, ErrorCode.PlanExpired, "Make it again");
    }

    [Fact]
    public async Task A_plan_from_the_future_is_refused_for_a_clock_is_wrong()
    {
        var plan = await PlanAsync();

        await RefusesAsync(plan with { CreatedAt = plan.CreatedAt.AddHours(1) }, ErrorCode.PlanExpired, "a clock is wrong");
    }

    [Fact]
    public async Task A_plan_for_the_other_operation_is_an_error_of_the_caller()
    {
        var plan = await PlanAsync() with { Operation = LoadOperation.Replace };

        await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(plan));
    }

    [Fact]
    public async Task A_device_that_is_as_intended_is_not_in_the_plan()
    {
        _bench.Intended = FakeDevice.OldConfig;

        Assert.Empty((await PlanAsync()).Changes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"version\":2,\"createdAt\":\"2026-01-01T00:00:00Z\",\"expiresAt\":\"2026-01-02T00:00:00Z\",\"createdBy\":{\"kind\":\"host\"},\"operation\":\"Merge\",\"changes\":[]}")]
    [InlineData("{\"version\":1,\"createdAt\":\"2026-01-01T00:00:00Z\",\"expiresAt\":\"2026-01-02T00:00:00Z\",\"createdBy\":{\"kind\":\"host\"},\"operation\":\"Merge\",\"changes\":null}")]
    [InlineData("{\"version\":1,\"createdAt\":\"2026-01-01T00:00:00Z\",\"expiresAt\":\"2026-01-02T00:00:00Z\",\"createdBy\":{\"kind\":\"host\"},\"operation\":\"Merge\",\"changes\":[{\"device\":\"r1\"}]}")]
    [InlineData("{\"version\":1,\"createdAt\":\"2026-01-01T00:00:00Z\",\"expiresAt\":\"2026-01-02T00:00:00Z\",\"createdBy\":{\"kind\":\"host\"},\"operation\":\"Merge\",\"changes\":[],\"force\":true}")]
    public void A_file_that_is_no_plan_is_refused_by_name(string text)
    {
        File.WriteAllText(_file, text);

        var refusal = Assert.Throws<PlanException>(() => ProvisionPlan.Load(_file));

        Assert.Equal(ErrorCode.PlanMalformed, refusal.Code);
        Assert.Contains(_file, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_whose_diff_was_edited_is_refused()
    {
        (await PlanAsync()).Save(_file);
        File.WriteAllText(_file, File.ReadAllText(_file).Replace(RunBench.NewLine, "mtu 1500", StringComparison.Ordinal));

        var refusal = Assert.Throws<PlanException>(() => ProvisionPlan.Load(_file));

        Assert.Equal(ErrorCode.PlanMalformed, refusal.Code);
        Assert.Contains("The diff of 'r1' has been edited", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_name() =>
        Assert.Equal(ErrorCode.PlanMalformed, Assert.Throws<PlanException>(() => ProvisionPlan.Load(_file)).Code);

    [Fact]
    public async Task A_result_of_another_run_makes_no_plan()
    {
        var result = await _bench.RunAsync();

        Assert.Throws<ArgumentException>(() => ProvisionPlan.From([result], Lifetime, ProvisionTrigger.Host, _bench.Time));
    }

    private async Task<ProvisionPlan> PlanAsync() =>
        ProvisionPlan.From([await _bench.RunAsync(new() { ForPlan = true })], Lifetime, new("cmdlet", "reviewer"), _bench.Time);

    private Task<ProvisionResult> CommitAsync(ProvisionPlan plan) => _bench.RunAsync(RunBench.Commits with { Plan = plan });

    private async Task RefusesAsync(ProvisionPlan plan, ErrorCode code, string reason)
    {
        var result = await CommitAsync(plan);
        Ending.Is(result, ProvisionOutcome.Failed, DeviceState.Untouched, code);
        Assert.Contains(reason, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(FakeDevice.OldConfig, _bench.Device.Startup);
    }
}
