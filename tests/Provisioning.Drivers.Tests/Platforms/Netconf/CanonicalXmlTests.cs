using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Platforms.Netconf;

namespace Provisioning.Drivers.Tests.Platforms.Netconf;

public class CanonicalXmlTests
{
    [Fact]
    public void Prefixes_and_white_space_make_no_difference()
    {
        const string Expected = """
            <a xmlns="urn:x">
              <b>1</b>
              <c xmlns="urn:y">2</c>
              <d/>
            </a>

            """;
        Assert.Equal(Expected, Print("<a xmlns='urn:x'><b>1</b><c xmlns='urn:y'>2</c><d/></a>"));
        Assert.Equal(Expected, Print("<x:a xmlns:x='urn:x' xmlns:y='urn:y' xmlns:unused='urn:z'>\n<x:b>1</x:b>\n\n  <y:c>2</y:c><x:d>\n  </x:d></x:a>"));
    }

    [Fact]
    public void Top_elements_with_nothing_in_them_are_left_out() =>
        Assert.Equal("<b xmlns=\"urn:x\">1</b>\n", Print("<nacm xmlns='urn:n'>\n </nacm><b xmlns='urn:x'>1</b>"));

    [Fact]
    public void Every_leaf_is_one_line_whatever_is_in_it()
    {
        var text = Print("<a xmlns='urn:x'><b>two\nlines\ttab &amp; &lt;&gt; &quot;'</b></a>");
        Assert.Equal("<a xmlns=\"urn:x\">\n  <b>two&#10;lines\ttab &amp; &lt;&gt; &quot;'</b>\n</a>\n", text);
    }

    [Fact]
    public void Namespaces_that_a_value_names_stay_with_it()
    {
        var text = Print("<a xmlns='urn:x' xmlns:t='urn:types' xmlns:o='urn:other'><type>t:ethernet</type><path>/o:p/o:q[n='1']</path><other>t: not a name</other></a>");
        Assert.Equal("""
            <a xmlns="urn:x">
              <type xmlns:t="urn:types">t:ethernet</type>
              <path xmlns:o="urn:other">/o:p/o:q[n='1']</path>
              <other>t: not a name</other>
            </a>

            """, text);
    }

    [Fact]
    public void Attributes_stay() =>
        Assert.Equal("<a xmlns=\"urn:x\" wd:default=\"true\" xmlns:wd=\"urn:wd\">1</a>\n", Print("<a xmlns='urn:x' xmlns:wd='urn:wd' wd:default='true'>1</a>"));

    [Fact]
    public void What_is_printed_can_be_loaded_and_prints_the_same()
    {
        var text = Print("<x:a xmlns:x='urn:x' xmlns:t='urn:t'><x:b z='1'>t:v\n&#13; ]]&gt;</x:b><c xmlns='urn:c'/></x:a>");
        Assert.Equal(text, CanonicalXml.Print(NetconfConfig.Parse(text, "r1")));
    }

    private static string Print(string content) => CanonicalXml.Print(NetconfXml.Parse($"<data>{content}</data>"));
}
