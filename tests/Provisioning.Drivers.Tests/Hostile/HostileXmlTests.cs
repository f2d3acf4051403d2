using Provisioning.Drivers.Tests.Platforms;
using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Hostile;

/// <summary>NETCONF servers whose messages would end the process or fill its memory.</summary>
public sealed class HostileXmlTests
{
    private const string Base = "xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"";

    private static readonly Dictionary<string, Func<string>> Messages = new()
    {
        ["deep"] = () => $"<hello {Base}>{string.Concat(Enumerable.Repeat("<a>", 100_000))}",
        ["wide and deep"] = () => $"<hello {Base}>{string.Concat(Enumerable.Repeat("<a>", 250))}{string.Concat(Enumerable.Repeat("<a/>", 256_000))}",
        ["attributes"] = () => $"<hello {Base}>{Attributes(400)}{Attributes(400)}{Attributes(199)}{Attributes(1)}",
        ["entities"] = () => "<!DOCTYPE hello [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><hello>&b;</hello>",
        ["a file"] = () => "<!DOCTYPE hello SYSTEM \"file:///etc/passwd\"><hello/>",
        ["an unknown entity"] = () => "<hello>&lol9;</hello>",
        ["escape sequences"] = () => "\x1b[2J\x1b]0;owned\a",
        ["nothing"] = () => "",
    };

    [Theory]
    [InlineData("deep", "nested deeper than 256 levels")]
    [InlineData("wide and deep", "more than 4000000 nodes that are nested 16 levels deep")]
    [InlineData("attributes", "more than 1000 attributes")]
    [InlineData("entities", "DTD is prohibited")]
    [InlineData("a file", "DTD is prohibited")]
    [InlineData("an unknown entity", "undeclared entity")]
    [InlineData("escape sequences", "cannot be read as NETCONF")]
    [InlineData("nothing", "cannot be read as NETCONF")]
    public async Task A_message_that_means_harm_is_refused(string message, string told)
    {
        await using var bed = HostileBeds.Create("netconf");

        var (result, log) = await HostileBeds.RunAsync(bed, new HostileSpeech(Messages[message]() + "]]>]]>"));

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        Assert.Contains("'router1'", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(told, result.Error.Message, StringComparison.Ordinal);
        HostileBeds.AssertHarmless(result, log);
    }

    /// <summary>32 MiB of the shortest elements would be eight million.</summary>
    [Fact]
    public async Task A_config_of_too_many_elements_is_refused()
    {
        await using var bed = HostileBeds.Create("netconf");
        var data = $"<rpc-reply {Base}><data>{string.Concat(Enumerable.Repeat("<a/>", 4_000_000))}</data></rpc-reply>";

        var (result, log) = await HostileBeds.RunAsync(bed, new HostileSpeech($"\n#{data.Length}\n{data}\n##\n"), "<get-config");

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        Assert.Contains("get-config> cannot be read as NETCONF: There are more than 4000000 nodes.", result.Error!.Message, StringComparison.Ordinal);
        HostileBeds.AssertHarmless(result, log);
    }

    [Fact]
    public async Task A_config_of_many_small_elements_is_read()
    {
        var entries = Enumerable.Range(0, 4000).Select(number => $"<interface><name>e{number}</name></interface>");
        await using var bed = new NetconfBed(lab => lab.ChangeRunning(NetconfConfigs.Merge(string.Concat(entries))));
        await using var engine = new LabEngine(bed);

        var result = await engine.RunAsync(new() { DryRun = true });

        Ended.As(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Assert.InRange(result.Diff!.Text.Length, 1, 2000);
    }

    private static string Attributes(int count) => $"<a {string.Concat(Enumerable.Range(0, count).Select(number => $"a{number}=\"\" "))}>";
}
