using Microsoft.Extensions.Logging;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Provisioning.Changes;
using Provisioning.Errors;
using Provisioning.Inventories;
using static Provisioning.Core.Tests.Changes.Given;

namespace Provisioning.Core.Tests.Changes;

public sealed class DeviceChangeHookTests
{
    private readonly IProvisioner _provisioner = Substitute.For<IProvisioner>();
    private readonly RecordingLogger<DeviceChangeHook> _log = new();
    private readonly DeviceChangeHookOptions _options = new();
    private readonly List<(Device Device, ProvisionOptions Options)> _runs = [];
    private IDeviceReader? _reader;

    public DeviceChangeHookTests() => EngineGives(Result(ProvisionOutcome.WouldChange));

    private ProvisionOptions Run => Assert.Single(_runs).Options;

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
        _options.DryRun = false;

        await HandleAsync(StatusChange());

        Assert.True(Run.Commits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_always_merges(bool dryRun)
    {
        _options.DryRun = dryRun;

        await HandleAsync(StatusChange());

        Assert.False(Run.ReplaceConfig);
    }

    [Fact]
    public async Task The_confirm_timeout_is_passed_on()
    {
        _options.ConfirmTimeout = null;

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

        Assert.Same(Switch, Assert.Single(_runs).Device);
    }

    [Fact]
    public async Task The_callers_cancellation_reaches_the_engine()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Hook().HandleAsync(StatusChange(), source.Token);

        await _provisioner.Received(1).ProvisionAsync(Arg.Any<Device>(), Arg.Any<ProvisionOptions?>(), source.Token);
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
        _options.ProvisionOnCreate = true;
        _options.DryRun = false;

        var outcome = await HandleAsync(Creation());

        Assert.False(outcome.DryRunForced);
        Assert.True(Run.Commits);
    }

    [Fact]
    public async Task An_update_is_ignored_when_the_policy_says_so()
    {
        _options.ProvisionOnUpdate = false;

        await AssertIgnoredAsync(StatusChange(), "the policy is not to provision on update");
    }

    [Fact]
    public async Task A_deletion_is_never_provisioned()
    {
        _options.ProvisionOnCreate = true;
        _options.DryRun = false;

        await AssertIgnoredAsync(Deletion(), "a deletion is never provisioned");
    }

    [Fact]
    public async Task A_deletion_is_not_provisioned_even_when_a_hosts_own_filter_lets_it_through()
    {
        var outcome = await Hook(FilterGives(new(true, "everything matters", []))).HandleAsync(
            Deletion(), TestContext.Current.CancellationToken);

        Assert.Equal(DeviceChangeVerdict.Ignored, outcome.Verdict);
        Assert.Empty(_runs);
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
        _options.DryRun = false;

        var outcome = await HandleAsync(UnknownBefore());

        Assert.True(Run.DryRun);
        Assert.True(outcome.DryRunForced);
    }

    [Fact]
    public async Task A_forced_dry_run_is_logged_as_a_warning()
    {
        _options.DryRun = false;

        await HandleAsync(UnknownBefore());

        Assert.Equal(LogLevel.Warning, Assert.Single(_log.Entries, entry => entry.Id == 3005).Level);
    }

    [Fact]
    public async Task A_dry_run_that_the_options_ask_for_is_not_called_forced()
    {
        var outcome = await HandleAsync(UnknownBefore());

        Assert.False(outcome.DryRunForced);
        Assert.DoesNotContain(3005, _log.Ids);
    }

    [Fact]
    public async Task A_change_that_is_only_a_perhaps_never_commits()
    {
        _options.DryRun = false;

        await HandleAsync(Update(FieldDifferences.Between(State(), State(("role", new("5"))))));

        Assert.True(Run.DryRun);
    }

    [Fact]
    public async Task A_certain_change_beside_a_perhaps_commits()
    {
        _options.DryRun = false;

        await HandleAsync(Update(FieldDifferences.Between(
            State(("status", Planned)), State(("status", Active), ("role", new("5"))))));

        Assert.True(Run.Commits);
    }

    [Fact]
    public async Task A_certain_change_of_no_interest_does_not_make_a_perhaps_commit()
    {
        _options.DryRun = false;

        await HandleAsync(Update(FieldDifferences.Between(
            State(("serial", new("A"))), State(("serial", new("B")), ("role", new("5"))))));

        Assert.True(Run.DryRun);
    }

    [Fact]
    public async Task A_hosts_own_filter_that_names_no_change_gets_a_dry_run()
    {
        _options.DryRun = false;

        await Hook(FilterGives(new(true, "trust me", []))).HandleAsync(StatusChange(), TestContext.Current.CancellationToken);

        Assert.True(Run.DryRun);
    }

    [Fact]
    public async Task A_hosts_own_filter_cannot_make_an_unknown_state_before_commit()
    {
        _options.DryRun = false;
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
        Assert.Empty(_runs);
    }

    [Fact]
    public async Task Every_reason_of_a_device_that_is_not_ready_is_logged()
    {
        var outcome = await HandleAsync(StatusChange() with { Device = new Device { Name = "bare" } });

        Assert.All(outcome.Errors, error => Assert.Contains(error.Message, _log.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_reader_the_device_as_it_is_now_is_provisioned()
    {
        var now = Switch with { Address = "172.20.20.99" };
        ReaderGives(now);

        await HandleAsync(StatusChange());

        Assert.Same(now, Assert.Single(_runs).Device);
    }

    [Fact]
    public async Task With_a_reader_readiness_is_that_of_the_device_as_it_is_now()
    {
        ReaderGives(Switch with { Status = "Decommissioning" });

        var outcome = await HandleAsync(StatusChange());

        Assert.Equal(ErrorCode.StatusNotAllowed, Assert.Single(outcome.Errors).Code);
    }

    [Fact]
    public async Task A_device_that_is_gone_by_now_is_ignored()
    {
        ReaderGives(null);

        await AssertIgnoredAsync(StatusChange(), "the device is gone from its source of truth");
    }

    [Fact]
    public async Task A_device_that_cannot_be_read_anew_is_not_ready_for_that_reason()
    {
        ReaderThrows(new InventoryException(ErrorCode.InventoryMissing, "503 from nautobot.example"));

        var outcome = await HandleAsync(StatusChange());

        var error = Assert.Single(outcome.Errors);
        Assert.Equal(DeviceChangeVerdict.NotReady, outcome.Verdict);
        Assert.Equal(
            (ErrorCode.InventoryMissing, "access-switch-3 could not be read anew: 503 from nautobot.example"),
            (error.Code, error.Message));
        Assert.Empty(_runs);
    }

    [Fact]
    public async Task A_timeout_inside_the_reader_is_not_the_callers_cancellation()
    {
        ReaderThrows(new TaskCanceledException("timed out"));

        var outcome = await HandleAsync(StatusChange());

        Assert.Equal(ErrorCode.Internal, Assert.Single(outcome.Errors).Code);
    }

    [Fact]
    public async Task A_change_that_does_not_matter_is_not_read_anew()
    {
        ReaderGives(Switch);

        await HandleAsync(Update(FieldDifferences.Given(State(), State())));

        Assert.Empty(_reader!.ReceivedCalls());
    }

    [Fact]
    public async Task The_callers_cancellation_is_neither_an_outcome_nor_a_fault()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        ReaderThrows(new OperationCanceledException(source.Token));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Hook().HandleAsync(StatusChange(), source.Token));

        Assert.DoesNotContain(_log.Entries, entry => entry.Level == LogLevel.Error);
    }

    [Fact]
    public async Task An_exception_of_the_engine_is_logged_and_reaches_the_caller()
    {
        var defect = new InvalidOperationException("defect");
        _provisioner.ProvisionAsync(Arg.Any<Device>(), Arg.Any<ProvisionOptions?>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(defect);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => HandleAsync(StatusChange()));

        Assert.Same(defect, thrown);
        var last = _log.Entries[^1];
        Assert.Equal((3009, LogLevel.Error, defect), (last.Id, last.Level, last.Exception));
    }

    [Fact]
    public async Task The_engine_writes_to_the_very_log_of_the_hook()
    {
        await HandleAsync(StatusChange());

        Assert.Same(_log, Run.Logger);
    }

    [Fact]
    public async Task The_log_tells_triggered_matters_validated_called_executed_result_in_order()
    {
        await HandleAsync(StatusChange());

        Assert.Equal([3000, 3002, 3004, 3006, 1, 3007], _log.Ids);
    }

    [Fact]
    public async Task Every_line_the_engines_too_carries_device_trigger_and_request()
    {
        await HandleAsync(StatusChange());

        Assert.All(_log.Entries, entry =>
            Assert.Equal("Device: access-switch-3, trigger: hook, request: fab0a4fb", entry.Scopes));
    }

    [Fact]
    public async Task An_ignored_change_is_logged_with_its_reason()
    {
        await HandleAsync(Update(FieldDifferences.Given(State(), State())));

        Assert.Equal("Change of access-switch-3 ignored: nothing changed", _log.Entries[^1].Text);
    }

    [Fact]
    public async Task A_run_that_failed_is_logged_as_an_error_with_its_reason()
    {
        EngineGives(Result(ProvisionOutcome.Failed, new(ErrorCode.Unreachable, "no route")));

        await HandleAsync(StatusChange());

        var last = _log.Entries[^1];
        Assert.Equal(
            (LogLevel.Error, "access-switch-3: Failed at Open (run run-1): PRV4001 Unreachable: no route"), (last.Level, last.Text));
    }

    [Fact]
    public async Task Values_of_fields_are_not_logged()
    {
        _options.Filter.Fields = ["local_config_context_data"];

        await HandleAsync(Update(FieldDifferences.Between(
            State(("local_config_context_data", new("s3cret-old", "s3cret-old"))),
            State(("local_config_context_data", new("s3cret-new", "s3cret-new"))))));

        Assert.DoesNotContain("s3cret", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_users_name_does_not_forge_a_line_of_the_log()
    {
        await HandleAsync(StatusChange() with { User = "admin\nHook triggered: forged" });

        Assert.DoesNotContain('\n', _log.Entries[0].Text);
    }

    [Fact]
    public async Task Options_changed_later_do_not_make_a_hook_commit()
    {
        var hook = Hook();

        _options.DryRun = false;
        await hook.HandleAsync(StatusChange(), TestContext.Current.CancellationToken);

        Assert.True(Run.DryRun);
    }

    private async Task AssertIgnoredAsync(DeviceChange change, string reason)
    {
        var outcome = await HandleAsync(change);

        Assert.Equal((DeviceChangeVerdict.Ignored, reason), (outcome.Verdict, outcome.Reason));
        Assert.Empty(_runs);
    }

    private Task<DeviceChangeOutcome> HandleAsync(DeviceChange change) =>
        Hook().HandleAsync(change, TestContext.Current.CancellationToken);

    private DeviceChangeHook Hook(IDeviceChangeFilter? filter = null) => new(
        _provisioner, filter ?? new DeviceChangeFilter(_options.Filter), new DeviceReadiness(Platforms(), _options.Readiness),
        _options, _log, _reader);

    private void EngineGives(ProvisionResult result) => _provisioner
        .ProvisionAsync(Arg.Any<Device>(), Arg.Any<ProvisionOptions?>(), Arg.Any<CancellationToken>())
        .Returns(call =>
        {
            var options = call.Arg<ProvisionOptions?>()!;
            _runs.Add((call.Arg<Device>(), options));
            options.Logger!.Log(LogLevel.Information, new EventId(1), "the engine's own line");
            return result;
        });

    private void ReaderGives(Device? device)
    {
        _reader = Substitute.For<IDeviceReader>();
        _reader.ReadAsync(Arg.Any<DeviceChange>(), Arg.Any<CancellationToken>()).Returns(device);
    }

    private void ReaderThrows(Exception exception)
    {
        _reader = Substitute.For<IDeviceReader>();
        _reader.ReadAsync(Arg.Any<DeviceChange>(), Arg.Any<CancellationToken>()).ThrowsAsync(exception);
    }

    private static IDeviceChangeFilter FilterGives(DeviceChangeDecision decision)
    {
        var filter = Substitute.For<IDeviceChangeFilter>();
        filter.Decide(Arg.Any<DeviceChange>()).Returns(decision);
        return filter;
    }
}
