using Provisioning.Changes;
using static Provisioning.Core.Tests.Changes.Given;

namespace Provisioning.Core.Tests.Changes;

public sealed class DeviceChangeTests
{
    [Fact]
    public void An_update_that_says_nothing_of_differences_has_an_unknown_state_before()
    {
        var change = new DeviceChange { Source = "cmdb", Action = DeviceChangeAction.Updated, Device = Switch };

        Assert.False(change.BeforeKnown);
    }

    [Fact]
    public void Before_a_creation_there_was_nothing_and_that_is_known() => Assert.True(Creation().BeforeKnown);

    [Fact]
    public void An_update_knows_the_state_before_when_its_differences_do() => Assert.True(StatusChange().BeforeKnown);

    [Fact]
    public void The_object_is_a_device_unless_said_otherwise()
    {
        var change = new DeviceChange { Source = "cmdb", Action = DeviceChangeAction.Updated, Device = Switch };

        Assert.Equal("dcim.device", change.ObjectType);
    }
}
