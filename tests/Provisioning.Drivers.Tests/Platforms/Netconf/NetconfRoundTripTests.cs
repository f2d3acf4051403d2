using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers.Platforms.Netconf;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.Netconf;

public class NetconfRoundTripTests
{
    /// <summary>Behind a real sshd and a slow line: how long a config is must not decide how often the line is crossed.</summary>
    [Fact]
    public async Task A_run_with_3000_lines_needs_at_most_30_round_trips_a_connection()
    {
        var lab = new LabDevice(new() { Name = "router1", Platform = "netconf", Running = Text("before") });
        await using var host = await LabSshHost.StartAsync(lab, TestContext.Current.CancellationToken, TimeSpan.FromMilliseconds(40));
        var source = new FixedConfigs(Text("after"), host.Credential);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IIntendedConfigSource>(source)
            .AddSingleton<ICredentialSource>(source)
            .AddProvisioning()
            .AddSingleton<IPlatform>(new NetconfPlatform(host.Transport))
            .BuildServiceProvider();

        var result = await services.GetRequiredService<IProvisioner>().ProvisionAsync(
            new Device { Name = "router1", Address = "127.0.0.1", Port = host.Port, Platform = "netconf" },
            new() { DryRun = false, ReplaceConfig = true }, TestContext.Current.CancellationToken);

        Assert.Null(result.Error);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", host.RoundTrips));
        Assert.All(host.RoundTrips, trips => Assert.InRange(trips, 1, 30));
    }

    private static string Text(string description) => NetconfConfigs.Merge("<hostname>router1</hostname>\n" + string.Concat(Enumerable.Range(0, 750).Select(
        index => $"<interface>\n<name>eth{index}</name>\n<description>{description} {index}</description>\n<mtu>1500</mtu>\n</interface>\n")));
}
