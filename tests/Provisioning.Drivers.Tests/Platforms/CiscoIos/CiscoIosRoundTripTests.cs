using Provisioning.Drivers.Platforms.CiscoIos;
using Provisioning.Lab;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

public class CiscoIosRoundTripTests
{
    [Theory]
    [InlineData(LoadOperation.Merge, "false")]
    [InlineData(LoadOperation.Replace, "false")]
    [InlineData(LoadOperation.Replace, "true")]
    public Task A_run_with_3000_lines_needs_at_most_30_round_trips_a_connection(LoadOperation operation, string inline) => SlowLine.AssertFewRoundTripsAsync(
        new LabDevice(CiscoIosBed.Options with { Running = Text("before") }),
        transport => new CiscoIosPlatform(transport),
        Text("after"),
        operation,
        takesUser: true,
        ("inline_transfer", inline));

    private static string Text(string description) => CiscoIosBed.Initial.Replace(
        "ip forward-protocol nd\n",
        string.Concat(Enumerable.Range(0, 1000).Select(index => $"interface Loopback{index}\n description {description} {index}\n ip address 10.{index / 250}.{index % 250}.1 255.255.255.255\n!\n")) + "ip forward-protocol nd\n",
        StringComparison.Ordinal);
}
