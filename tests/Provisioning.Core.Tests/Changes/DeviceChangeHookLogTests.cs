using Microsoft.Extensions.Logging;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Provisioning.Changes;
using Provisioning.Errors;
using Provisioning.Inventories;
using static Provisioning.Core.Tests.Changes.Given;

namespace Provisioning.Core.Tests.Changes;

/// <summary>What a hook tells its log.</summary>
public sealed class DeviceChangeHookLogTests : DeviceChangeHookBench
{
    [Fact]
    public async Task A_forced_dry_run_is_logged_as_a_warning()
    {
        Options.DryRun = false;

        await HandleAsync(UnknownBefore());

        Assert.Equal(LogLevel.Warning, Assert.Single(Log.Entries, entry => entry.Id == 3005).Level);
    }

    [Fact]
    public async Task Every_reason_of_a_device_that_is_not_ready_is_logged()
    {
        var outcome = await HandleAsync(StatusChange() with { Device = new Device { Name = "bare" } });

        Assert.All(outcome.Errors, error => Assert.Contains(error.Message, Log.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exception_of_the_engine_is_logged_and_reaches_the_caller()
    {
        var defect = new InvalidOperationException("defect");
        Provisioner.ProvisionAsync(Arg.Any<Device>(), Arg.Any<ProvisionOptions?>(), Arg.Any<CancellationToken>())
            .ThrowsAsync(defect);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => HandleAsync(StatusChange()));

        Assert.Same(defect, thrown);
        var last = Log.Entries[^1];
        Assert.Equal((3009, LogLevel.Error, defect), (last.Id, last.Level, last.Exception));
    }

    [Fact]
    public async Task The_engine_writes_to_the_very_log_of_the_hook()
    {
        await HandleAsync(StatusChange());

        Assert.Same(Log, Run.Logger);
    }

    [Fact]
    public async Task The_log_tells_triggered_matters_validated_called_executed_result_in_order()
    {
        await HandleAsync(StatusChange());

        Assert.Equal([3000, 3002, 3004, 3006, 1, 3007], Log.Ids);
    }

    [Fact]
    public async Task Every_line_the_engines_too_carries_device_trigger_and_request()
    {
        await HandleAsync(StatusChange());

        Assert.All(Log.Entries, entry =>
            Assert.Equal("Device: access-switch-3, trigger: hook, request: fab0a4fb", entry.Scopes));
    }

    [Fact]
    public async Task An_ignored_change_is_logged_with_its_reason()
    {
        await HandleAsync(Update(FieldDifferences.Given(State(), State())));

        Assert.Equal("Change of access-switch-3 ignored: nothing changed", Log.Entries[^1].Text);
    }

    [Fact]
    public async Task A_run_that_failed_is_logged_as_an_error_with_its_reason()
    {
        EngineGives(Result(ProvisionOutcome.Failed, new(ErrorCode.Unreachable, "no route")));

        await HandleAsync(StatusChange());

        var last = Log.Entries[^1];
        Assert.Equal(
            (LogLevel.Error, "access-switch-3: Failed at Open (run run-1): PRV4001 Unreachable: no route"), (last.Level, last.Text));
    }

    [Fact]
    public async Task Values_of_fields_are_not_logged()
    {
        Options.Filter.Fields = ["local_config_context_data"];

        await HandleAsync(Update(FieldDifferences.Between(
            State(("local_config_context_data", new("s3cret-old", "s3cret-old"))),
            State(("local_config_context_data", new("s3cret-new", "s3cret-new"))))));

        Assert.DoesNotContain("s3cret", Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_users_name_does_not_forge_a_line_of_the_log()
    {
        await HandleAsync(StatusChange() with { User = "admin\nHook triggered: forged" });

        Assert.DoesNotContain('\n', Log.Entries[0].Text);
    }
}
