using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Platforms.Netconf;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms.Netconf;

public class NetconfConfigTests
{
    [Theory]
    [InlineData("<a xmlns='urn:x'/><b xmlns='urn:y'/>")]
    [InlineData("<?xml version='1.0' encoding='UTF-8'?>\n<config><a xmlns='urn:x'/><b xmlns='urn:y'/></config>")]
    [InlineData("<data xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><a xmlns='urn:x'/><!-- between --><b xmlns='urn:y'/></data>")]
    [InlineData("<!-- before -->\n<nc:config xmlns:nc='urn:ietf:params:xml:ns:netconf:base:1.0' xmlns:x='urn:x'><x:a/><b xmlns='urn:y'/></nc:config>\n<?after?>")]
    public void Top_elements_come_bare_or_in_a_config_or_in_what_a_server_gave(string text) =>
        Assert.Equal(["{urn:x}a", "{urn:y}b"], Parse(text).Elements().Select(element => element.Name.ToString()));

    [Fact]
    public void An_element_named_config_of_a_model_is_no_wrapper() =>
        Assert.Equal("{urn:x}config", Parse("<config xmlns='urn:x'><a/></config>").Elements().Single().Name.ToString());

    [Fact]
    public void Comments_go_and_CDATA_becomes_text()
    {
        var sent = NetconfXml.Encode(Parse("<a xmlns='urn:x'>x<!-- ]]>]]> --><![CDATA[ <&> ]]>y</a>"));
        Assert.Equal("x <&> y", NetconfXml.Parse(System.Text.Encoding.UTF8.GetString(sent)).Elements().Single().Value);
        Assert.DoesNotContain("]]>", System.Text.Encoding.UTF8.GetString(sent), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a>\n  <b>\n</a>", "line 3, column 3")]
    [InlineData("<a xmlns='urn:x'/>\nhostname x\n", "line 2, column 1")]
    [InlineData("<a>x & y</a>", "line 1, column 7")]
    [InlineData("<p:a/>", "line 1, column 2")]
    [InlineData("<a>&#3;</a>", "line 1")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a/>", "line 1")]
    [InlineData("<a xmlns='urn:x' xmlns:nc='urn:ietf:params:xml:ns:netconf:base:1.0'><b nc:operation='create'/></a>", "operation=\"create\" on <b>")]
    [InlineData("<a xmlns='urn:x' xmlns:nc='urn:ietf:params:xml:ns:netconf:base:1.0' nc:operation='delete'/>", "Write remove instead")]
    public void What_cannot_be_sent_or_not_twice_is_refused_with_its_place(string text, string named)
    {
        var exception = Assert.Throws<IntendedConfigException>(() => Parse(text));
        Assert.Equal(ErrorCode.IntendedConfigUnsendable, exception.Code);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<config/>")]
    [InlineData("<config><!-- only --></config>")]
    public void A_config_without_elements_is_refused(string text) =>
        Assert.Equal(ErrorCode.IntendedConfigEmpty, Assert.Throws<IntendedConfigException>(() => Parse(text)).Code);

    private static System.Xml.Linq.XElement Parse(string text) => NetconfConfig.Parse(text, "r1");
}
