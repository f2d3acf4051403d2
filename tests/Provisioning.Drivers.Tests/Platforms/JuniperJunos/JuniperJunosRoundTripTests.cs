using System.Globalization;
using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Tests.Platforms.JuniperJunos;

/// <summary>How often a run waits for the device does not depend on how much it sends.</summary>
public partial class JuniperJunosRoundTripTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3_000)]
    public async Task A_run_needs_few_round_trips_whatever_its_length(int lines)
    {
        await using var bed = new JuniperJunosBed();
        var config = string.Concat(Enumerable.Range(0, lines).Select(line => string.Create(CultureInfo.InvariantCulture, $"set routing-options static route 10.{100 + (line / 250)}.{line % 250}.0/24 next-hop 10.0.0.0\n")));

        var result = await bed.RunAsync(config);

        Assert.Equal(ProvisionOutcome.Changed, result.Outcome);
        var requests = Connections().Split(bed.Wire.ToString()).Where((_, index) => index % 2 == 1).Select(sent => Requests().Count(sent)).ToList();
        Assert.Equal(2, requests.Count);
        Assert.All(requests, count => Assert.InRange(count, 5, 30));
    }

    [GeneratedRegex("=== connection [0-9]+, (?:sent|received)\n")]
    private static partial Regex Connections();

    [GeneratedRegex("<rpc[ >]")]
    private static partial Regex Requests();
}
