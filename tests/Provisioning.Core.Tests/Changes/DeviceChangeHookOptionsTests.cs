using Provisioning.Changes;

namespace Provisioning.Core.Tests.Changes;

public sealed class DeviceChangeHookOptionsTests
{
    private readonly DeviceChangeHookOptions _options = new();

    [Fact]
    public void By_default_a_creation_is_not_provisioned() => Assert.False(_options.ProvisionOnCreate);

    [Fact]
    public void By_default_an_update_is_provisioned() => Assert.True(_options.ProvisionOnUpdate);

    [Fact]
    public void By_default_it_is_a_dry_run() => Assert.True(_options.DryRun);

    [Fact]
    public void By_default_the_confirm_timeout_is_the_engines() =>
        Assert.Equal(new ProvisionOptions().ConfirmTimeout, _options.ConfirmTimeout);

    [Fact]
    public void By_default_the_fields_are_the_originals() =>
        Assert.Equal(["name", "primary_ip4", "platform", "role", "location", "status"], _options.Filter.Fields);

    [Fact]
    public void By_default_the_statuses_are_the_originals() =>
        Assert.Equal(["Active", "Planned", "Staged"], _options.Readiness.Statuses);
}
