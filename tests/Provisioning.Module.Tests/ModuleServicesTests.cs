using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Provisioning.Module.Tests;

public sealed class ModuleServicesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(2.5)]
    public async Task The_engine_keeps_the_pace_that_a_cmdlet_was_given(double? perSecond)
    {
        await using var services = ModuleServices.Build(new() { ConfigPath = ".", Logger = NullLogger.Instance, ConnectionsPerSecond = perSecond });

        Assert.Equal(perSecond, services.GetRequiredService<ProvisioningSettings>().ConnectionsPerSecond);
    }
}
