using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers.Platforms.CiscoIos;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

public class CiscoIosRoundTripTests
{
    /// <summary>Behind a real sshd and a slow line: how long a config is must not decide how often the line is crossed.</summary>
    [Theory]
    [InlineData(LoadOperation.Merge, "false")]
    [InlineData(LoadOperation.Replace, "false")]
    [InlineData(LoadOperation.Replace, "true")]
    public async Task A_run_with_3000_lines_needs_at_most_30_round_trips_a_connection(LoadOperation operation, string inline)
    {
        var lab = new LabDevice(CiscoIosBed.Options with { Running = Text("before") });
        await using var host = await LabSshHost.StartAsync(lab, TestContext.Current.CancellationToken, TimeSpan.FromMilliseconds(40), takesUser: true);
        var source = new FixedConfigs(Text("after"), host.Credential);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IIntendedConfigSource>(source)
            .AddSingleton<ICredentialSource>(source)
            .AddProvisioning()
            .AddSingleton<IPlatform>(new CiscoIosPlatform(host.Transport))
            .BuildServiceProvider();

        var result = await services.GetRequiredService<IProvisioner>().ProvisionAsync(
            new Device { Name = "r1", Address = "127.0.0.1", Port = host.Port, Platform = "cisco_ios", Options = new Dictionary<string, string> { ["inline_transfer"] = inline } },
            new() { DryRun = false, ReplaceConfig = operation == LoadOperation.Replace }, TestContext.Current.CancellationToken);

        Assert.Null(result.Error);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", host.RoundTrips));
        Assert.All(host.RoundTrips, trips => Assert.InRange(trips, 1, 30));
    }

    private static string Text(string description) => CiscoIosBed.Initial.Replace(
        "ip forward-protocol nd\n",
        string.Concat(Enumerable.Range(0, 1000).Select(index => $"interface Loopback{index}\n description {description} {index}\n ip address 10.{index / 250}.{index % 250}.1 255.255.255.255\n!\n")) + "ip forward-protocol nd\n",
        StringComparison.Ordinal);
}
