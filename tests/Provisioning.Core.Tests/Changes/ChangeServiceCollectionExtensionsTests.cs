using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Provisioning.Changes;
using Provisioning.Drivers;
using Provisioning.Inventories;
using static Provisioning.Core.Tests.Changes.Given;

namespace Provisioning.Core.Tests.Changes;

public sealed class ChangeServiceCollectionExtensionsTests
{
    private readonly IProvisioner _provisioner = Substitute.For<IProvisioner>();
    private readonly ServiceCollection _services = new();

    public ChangeServiceCollectionExtensionsTests()
    {
        _services.AddSingleton(_provisioner).AddSingleton(Platforms());
        _provisioner.ProvisionAsync(Arg.Any<Device>(), Arg.Any<ProvisionOptions?>(), Arg.Any<CancellationToken>())
            .Returns(Result(ProvisionOutcome.Changed));
    }

    [Fact]
    public async Task The_registered_hook_calls_the_registered_engine()
    {
        _services.AddDeviceChangeHook();

        await HandleAsync(StatusChange());

        await _provisioner.Received(1).ProvisionAsync(Switch, Arg.Is<ProvisionOptions?>(run => run!.DryRun), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task The_policy_that_was_configured_is_followed()
    {
        _services.AddDeviceChangeHook(options => options.DryRun = false);

        await HandleAsync(StatusChange());

        await _provisioner.Received(1).ProvisionAsync(Switch, Arg.Is<ProvisionOptions?>(run => run!.Commits), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task The_fields_that_were_configured_are_the_ones_that_matter()
    {
        _services.AddDeviceChangeHook(options => options.Filter.Fields = ["serial"]);

        Assert.Equal(DeviceChangeVerdict.Ignored, (await HandleAsync(StatusChange())).Verdict);
    }

    [Fact]
    public async Task The_statuses_that_were_configured_are_the_ones_that_fit()
    {
        _services.AddDeviceChangeHook(options => options.Readiness.Statuses = ["In service"]);

        Assert.Equal(DeviceChangeVerdict.NotReady, (await HandleAsync(StatusChange())).Verdict);
    }

    [Fact]
    public async Task A_hosts_own_filter_is_used()
    {
        var filter = Substitute.For<IDeviceChangeFilter>();
        filter.Decide(Arg.Any<DeviceChange>()).Returns(new DeviceChangeDecision(false, "not today", []));
        _services.AddDeviceChangeHook().AddSingleton(filter);

        Assert.Equal("not today", (await HandleAsync(StatusChange())).Reason);
    }

    [Fact]
    public async Task A_hosts_reader_is_used()
    {
        _services.AddDeviceChangeHook().AddSingleton(Substitute.For<IDeviceReader>());

        Assert.Equal("the device is gone from its source of truth", (await HandleAsync(StatusChange())).Reason);
    }

    [Fact]
    public async Task A_second_call_goes_on_with_the_options_of_the_first()
    {
        _services.AddDeviceChangeHook(options => options.DryRun = false).AddDeviceChangeHook(options => options.ProvisionOnCreate = true);

        await HandleAsync(Creation());

        await _provisioner.Received(1).ProvisionAsync(Switch, Arg.Is<ProvisionOptions?>(run => run!.Commits), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Keyed_services_of_the_host_do_no_harm()
    {
        _services.AddKeyedSingleton("other", new DeviceChangeHookOptions { ProvisionOnUpdate = false });
        _services.AddDeviceChangeHook();

        Assert.Equal(DeviceChangeVerdict.Provisioned, (await HandleAsync(StatusChange())).Verdict);
    }

    [Fact]
    public void An_empty_field_list_is_refused_at_once_and_by_name() =>
        AssertRefused("Filter.Fields", options => options.Filter.Fields = []);

    [Fact]
    public void An_empty_object_type_list_is_refused_at_once_and_by_name() =>
        AssertRefused("Filter.ObjectTypes", options => options.Filter.ObjectTypes = []);

    [Fact]
    public void A_blank_ignored_user_is_refused_at_once_and_by_name() =>
        AssertRefused("Filter.IgnoredUsers", options => options.Filter.IgnoredUsers = [""]);

    [Fact]
    public void An_empty_status_list_is_refused_at_once_and_by_name() =>
        AssertRefused("Readiness.Statuses", options => options.Readiness.Statuses = []);

    [Fact]
    public void A_confirm_timeout_of_zero_is_refused_at_once_and_by_name() =>
        AssertRefused("ConfirmTimeout", options => options.ConfirmTimeout = TimeSpan.Zero);

    private void AssertRefused(string option, Action<DeviceChangeHookOptions> configure)
    {
        var exception = Assert.Throws<ArgumentException>(() => _services.AddDeviceChangeHook(configure));

        Assert.Equal(option, exception.ParamName);
        Assert.StartsWith(option, exception.Message, StringComparison.Ordinal);
    }

    private async Task<DeviceChangeOutcome> HandleAsync(DeviceChange change)
    {
        await using var provider = _services.BuildServiceProvider();
        return await provider.GetRequiredService<DeviceChangeHook>().HandleAsync(change, TestContext.Current.CancellationToken);
    }
}
