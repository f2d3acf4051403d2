using Provisioning.Drivers.Platforms.Netconf;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.Netconf;

public class NetconfRoundTripTests
{
    [Fact]
    public Task A_run_with_3000_lines_needs_at_most_30_round_trips_a_connection() => SlowLine.AssertFewRoundTripsAsync(
        new LabDevice(new() { Name = "router1", Platform = "netconf", Running = Text("before") }), transport => new NetconfPlatform(transport), Text("after"));

    private static string Text(string description) => NetconfConfigs.Merge("<hostname>router1</hostname>\n" + string.Concat(Enumerable.Range(0, 750).Select(
        index => $"<interface>\n<name>eth{index}</name>\n<description>{description} {index}</description>\n<mtu>1500</mtu>\n</interface>\n")));
}
