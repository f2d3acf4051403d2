using NSubstitute;
using Provisioning.Changes;
using Provisioning.Errors;
using Provisioning.Inventories;
using static Provisioning.Core.Tests.Changes.Given;

namespace Provisioning.Core.Tests.Changes;

/// <summary>What a hook does with a change: whether it runs, and whether that may commit.</summary>
public sealed class DeviceChangeHookTests : DeviceChangeHookBench
{
    [Fact]
    public async Task By_default_an_update_of_interest_is_a_dry_run()
    {
        var outcome = await HandleAsync(StatusChange());

        Assert.Equal(DeviceChangeVerdict.Provisioned, outcome.Verdict);
        Assert.True(Run.DryRun);
    }

    [Fact]
    public async Task The_options_decide_that_a_run_commits()
    {
        Options.DryRun = false;

        await HandleAsync(StatusChange());

        Assert.True(Run.Commits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_always_merges(bool dryRun)
    {
        Options.DryRun = dryRun;

        await HandleAsync(StatusChange());

        Assert.False(Run.ReplaceConfig);
    }

    [Fact]
    public async Task The_confirm_timeout_is_passed_on()
    {
        Options.ConfirmTimeout = null;

        await HandleAsync(StatusChange());

        Assert.Null(Run.ConfirmTimeout);
    }

    [Fact]
    public async Task The_trigger_says_hook_and_who_and_which_request()
    {
        await HandleAsync(StatusChange());

        Assert.Equal(new ProvisionTrigger("hook", "admin", "fab0a4fb"), Run.Trigger);
    }

    [Fact]
    public async Task The_device_of_the_change_is_provisioned()
    {
        await HandleAsync(StatusChange());

        Assert.Same(Switch, Assert.Single(Runs).Device);
    }

    [Fact]
    public async Task The_callers_cancellation_reaches_the_engine()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Hook().HandleAsync(StatusChange(), source.Token);

        await Provisioner.Received(1).ProvisionAsync(Arg.Any<Device>(), Arg.Any<ProvisionOptions?>(), source.Token);
    }

    [Fact]
    public async Task The_engines_result_is_handed_over_as_it_is()
    {
        var result = Result(ProvisionOutcome.Failed, new(ErrorCode.Unreachable, "no route"));
        EngineGives(result);

        var outcome = await HandleAsync(StatusChange());

        Assert.Same(result, outcome.Result);
    }

    [Fact]
    public async Task The_outcome_says_why_the_hook_acted()
    {
        var outcome = await HandleAsync(StatusChange());

        Assert.Equal("changed: status", outcome.Reason);
    }

    [Fact]
    public async Task By_default_a_creation_is_ignored() =>
        await AssertIgnoredAsync(Creation(), "the policy is not to provision on create");

    [Fact]
    public async Task A_creation_is_provisioned_when_the_policy_says_so()
    {
        Options.ProvisionOnCreate = true;
        Options.DryRun = false;

        var outcome = await HandleAsync(Creation());

        Assert.False(outcome.DryRunForced);
        Assert.True(Run.Commits);
    }

    [Fact]
    public async Task An_update_is_ignored_when_the_policy_says_so()
    {
        Options.ProvisionOnUpdate = false;

        await AssertIgnoredAsync(StatusChange(), "the policy is not to provision on update");
    }

    [Fact]
    public async Task A_deletion_is_never_provisioned()
    {
        Options.ProvisionOnCreate = true;
        Options.DryRun = false;

        await AssertIgnoredAsync(Deletion(), "a deletion is never provisioned");
    }

    [Fact]
    public async Task A_deletion_is_not_provisioned_even_when_a_hosts_own_filter_lets_it_through()
    {
        var outcome = await Hook(FilterGives(new(true, "everything matters", []))).HandleAsync(
            Deletion(), TestContext.Current.CancellationToken);

        Assert.Equal(DeviceChangeVerdict.Ignored, outcome.Verdict);
        Assert.Empty(Runs);
    }

    [Fact]
    public async Task A_no_op_save_does_nothing() =>
        await AssertIgnoredAsync(Update(FieldDifferences.Given(State(), State())), "nothing changed");

    [Fact]
    public async Task A_renamed_status_record_does_nothing() =>
        await AssertIgnoredAsync(
            Update(FieldDifferences.Given(State(("status", Active)), State(("status", Active with { Display = "In service" })))),
            "nothing changed");

    [Fact]
    public async Task An_unknown_state_before_never_commits()
    {
        Options.DryRun = false;

        var outcome = await HandleAsync(UnknownBefore());

        Assert.True(Run.DryRun);
        Assert.True(outcome.DryRunForced);
    }

    [Fact]
    public async Task A_dry_run_that_the_options_ask_for_is_not_called_forced()
    {
        var outcome = await HandleAsync(UnknownBefore());

        Assert.False(outcome.DryRunForced);
        Assert.DoesNotContain(3005, Log.Ids);
    }

    [Fact]
    public async Task A_change_that_is_only_a_perhaps_never_commits()
    {
        Options.DryRun = false;

        await HandleAsync(Update(FieldDifferences.Between(State(), State(("role", new("5"))))));

        Assert.True(Run.DryRun);
    }

    [Fact]
    public async Task A_certain_change_beside_a_perhaps_commits()
    {
        Options.DryRun = false;

        await HandleAsync(Update(FieldDifferences.Between(
            State(("status", Planned)), State(("status", Active), ("role", new("5"))))));

        Assert.True(Run.Commits);
    }

    [Fact]
    public async Task A_certain_change_of_no_interest_does_not_make_a_perhaps_commit()
    {
        Options.DryRun = false;

        await HandleAsync(Update(FieldDifferences.Between(
            State(("serial", new("A"))), State(("serial", new("B")), ("role", new("5"))))));

        Assert.True(Run.DryRun);
    }

    [Fact]
    public async Task A_hosts_own_filter_that_names_no_change_gets_a_dry_run()
    {
        Options.DryRun = false;

        await Hook(FilterGives(new(true, "trust me", []))).HandleAsync(StatusChange(), TestContext.Current.CancellationToken);

        Assert.True(Run.DryRun);
    }

    [Fact]
    public async Task A_hosts_own_filter_cannot_make_an_unknown_state_before_commit()
    {
        Options.DryRun = false;
        var hook = Hook(FilterGives(new(true, "trust me", [new FieldChange("status", Planned, Active)])));

        await hook.HandleAsync(UnknownBefore(), TestContext.Current.CancellationToken);

        Assert.True(Run.DryRun);
    }

    [Fact]
    public async Task A_device_that_is_not_ready_is_not_provisioned_and_every_reason_is_given()
    {
        var outcome = await HandleAsync(StatusChange() with { Device = new Device { Name = "bare" } });

        Assert.Equal(DeviceChangeVerdict.NotReady, outcome.Verdict);
        Assert.Equal(
            [ErrorCode.PlatformMissing, ErrorCode.AddressMissing, ErrorCode.StatusNotAllowed],
            outcome.Errors.Select(error => error.Code));
        Assert.Empty(Runs);
    }

    [Fact]
    public async Task Options_changed_later_do_not_make_a_hook_commit()
    {
        var hook = Hook();

        Options.DryRun = false;
        await hook.HandleAsync(StatusChange(), TestContext.Current.CancellationToken);

        Assert.True(Run.DryRun);
    }
}
