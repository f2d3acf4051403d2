using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;
using Provisioning.ThirdParty.Tests.Vyos;

namespace Provisioning.ThirdParty.Tests;

/// <summary>A platform from outside takes one folder and one call.</summary>
public sealed class AddedPlatformTests
{
    private const string Intended = "set interfaces ethernet eth0 description 'from outside'\n";

    [Theory]
    [InlineData("vyos")]
    [InlineData("vyos_vyos")]
    [InlineData("VyOS")]
    public async Task One_call_adds_it_beside_the_built_in_ones(string platform)
    {
        var network = new LabNetwork();
        var device = network.Add(VyosBed.LikeDevice());
        await using var services = Host(network).BuildServiceProvider();

        var result = await RunAsync(services, new Device { Name = "r1", Address = "r1", Platform = platform });

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
        Assert.Contains("from outside", device.Startup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_call_nobody_knows_it()
    {
        await using var services = new ServiceCollection().AddLogging().AddProvisioning().AddBuiltInPlatforms().AddSshTransport().BuildServiceProvider();

        Assert.False(services.GetRequiredService<IPlatformRegistry>().TryFind("vyos", out _));
    }

    [Fact]
    public async Task Its_options_are_checked_as_any_others()
    {
        var network = new LabNetwork();
        network.Add(VyosBed.LikeDevice());
        await using var services = Host(network).BuildServiceProvider();

        var result = await RunAsync(services, new Device { Name = "r1", Address = "r1", Platform = "vyos", Options = new Dictionary<string, string> { ["type_ahed"] = "false" } });

        Assert.Equal(ErrorCode.DeviceOptionInvalid, result.Error?.Code);
        Assert.Contains("type_ahead", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lab_names_the_way_for_platforms_that_it_does_not_know() => Assert.Contains(
        "LabDeviceOptions.Personality",
        Assert.Throws<ArgumentException>(() => new LabDevice(new() { Name = "r1", Platform = "vyos" })).Message, StringComparison.Ordinal);

    private static IServiceCollection Host(LabNetwork network)
    {
        var source = new FixedConfigs(Intended, new DeviceCredential { Username = "admin", Password = new Secret("admin") });
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IDeviceTransport>(network)
            .AddSingleton<IIntendedConfigSource>(source)
            .AddSingleton<ICredentialSource>(source)
            .AddProvisioning()
            .AddBuiltInPlatforms()
            .AddPlatform<VyosPlatform>();
    }

    private static Task<ProvisionResult> RunAsync(IServiceProvider services, Device device) => services.GetRequiredService<IProvisioner>()
        .ProvisionAsync(device with { Status = "Active" }, new ProvisionOptions { DryRun = false }, TestContext.Current.CancellationToken);
}
