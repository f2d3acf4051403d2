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
        ["wide"] = () => $"<hello {Base}>{string.Concat(Enumerable.Repeat("<a/>", 4_000_001))}</hello>",
        ["entities"] = () => "<!DOCTYPE hello [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><hello>&b;</hello>",
        ["a file"] = () => "<!DOCTYPE hello SYSTEM \"file:///etc/passwd\"><hello/>",
        ["an unknown entity"] = () => "<hello>&lol9;</hello>",
        ["escape sequences"] = () => "\x1b[2J\x1b]0;owned\a",
        ["nothing"] = () => "",
    };

    [Theory]
    [InlineData("deep", "nested deeper than 256 levels")]
    [InlineData("wide", "more than 4000000 nodes")]
    [InlineData("entities", "DTD is prohibited")]
    [InlineData("a file", "DTD is prohibited")]
    [InlineData("an unknown entity", "undeclared entity")]
    [InlineData("escape sequences", "is no NETCONF")]
    [InlineData("nothing", "is no NETCONF")]
    public async Task A_message_that_means_harm_is_refused(string message, string told)
    {
        await using var bed = HostileBeds.Create("netconf");

        var (result, log) = await HostileBeds.RunAsync(bed, new HostileSpeech(Messages[message]() + "]]>]]>"));

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.UnexpectedAnswer);
        Assert.Contains("'router1'", result.Error!.Message, StringComparison.Ordinal);
        Assert.Contains(told, result.Error.Message, StringComparison.Ordinal);
        HostileBeds.AssertHarmless(result, log);
    }
}
