using Provisioning.Drivers.Platforms.CiscoXr;
using Provisioning.Lab;

namespace Provisioning.Drivers.Tests.Platforms.CiscoXr;

public class CiscoXrRoundTripTests
{
    [Fact]
    public Task A_run_with_3000_lines_needs_at_most_30_round_trips_a_connection() => SlowLine.AssertFewRoundTripsAsync(
        new LabDevice(new() { Name = "xr1", Platform = "cisco_xr", Running = Text("before") }), transport => new CiscoXrPlatform(transport), Text("after"));

    private static string Text(string description) =>
        "hostname xr1\n" + string.Concat(Enumerable.Range(0, 1000).Select(index => $"interface Loopback{index}\n description {description} {index}\n ipv4 address 10.{index / 250}.{index % 250}.1 255.255.255.255\n!\n"));
}
