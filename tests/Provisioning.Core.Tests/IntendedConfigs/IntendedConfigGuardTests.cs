using Provisioning.Core.Tests.Runs;
using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;

namespace Provisioning.Core.Tests.IntendedConfigs;

public sealed class IntendedConfigGuardTests
{
    private readonly FakePlatform _platform = new(new FakeDevice(new TestTime()));

    public static TheoryData<string> Configs =>
    [
        "hostname r1",
        "protocol kernel { ipv4 { export all; }; }",
        "protocol static { ipv4; route 10.0.0.0/8 via 192.0.2.1; }",
        "router id 192.0.2.1;\nprotocol device {}\nprotocol kernel { ipv4 { export filter { if source = RTS_BGP then accept; reject; }; };}\n",
        "filter f {{ accept; }",
        "frr version 8.4.4\nfrr defaults traditional\nhostname r1\nno ipv6 forwarding\n!\nrouter bgp 65001\n neighbor 192.0.2.2 remote-as 65002\n!\nend\n",
        "hostname leaf1\n!\nbanner motd\nThis system is for authorised users only.\nError: leave now. All that you do is recorded.\nEOF\n!\ninterface Ethernet1\n   description To spine1, port 3.\n",
        "banner motd\nAuthorised users only, all others must leave.\nEOF\n",
        "interface Ethernet1\n description This link is not used.\n",
        "ip community-list regexp x permit 65001:[0-9]{1,3}\n",
        "exception crashinfo file flash:crash\n",
        "errdisable recovery cause all\n",
        "alias j bash echo '{\"a\":{\"b\":{}}}'\n",
        "banner motd \u0003\nHello\n\u0003\n",
        "crypto\n\t30820201\n",
        "route-map OUT permit 10\n set community 65001:1\n",
        "hostname Zürich-1\n",
    ];

    public static TheoryData<string> Prose =>
    [
        "Error: no template was found",
        "error rendering the template",
        "Golden config postprocessing it is not enabled",
        "Golden config postprocessing it is not enabled.",
        "No intended configuration is available for rendering.",
        "Jinja encountered and UndefinedError: 'vlan' is undefined, check the template.\nOriginal template: {{ vlan }}",
        "No secrets group assigned to the device.\nPlease assign one.",
        "! generated\nYou do not have the permission to view this device.",
        "Traceback (most recent call last):\n  File \"x.py\", line 1\n",
        "<!DOCTYPE html>\n<html>",
        "<html><body>502 Bad Gateway</body></html>",
        "{\"detail\": \"Not found.\"}",
        "{ \"errors\": [] }",
        "404: Not Found",
        "502 Bad Gateway",
        "Unauthorized",
        "Internal Server Error",
    ];

    public static TheoryData<string> Unrendered =>
    [
        "hostname {{ name }}",
        "hostname {{name}}",
        "vlan {{ vlans | default({}) }}",
        "hostname {{- name -}}",
        "{% for vlan in vlans %}",
        "{%- if x %}",
        "{% if",
        "{# a comment #}",
        "hostname <no value>",
        "hostname {{ name",
    ];

    [Theory]
    [MemberData(nameof(Configs))]
    public void A_configuration_passes_with_its_lines_unchanged(string text) =>
        Assert.Equal(text.TrimEnd('\n') + "\n", Check(text));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    [InlineData("! nothing\n# at all\n")]
    [InlineData("!\nend\n")]
    [InlineData("\uFEFF\n")]
    public void Nothing_but_blanks_and_comments_is_refused(string text) => Refused(text, ErrorCode.IntendedConfigEmpty, "no configuration");

    [Theory]
    [MemberData(nameof(Unrendered))]
    public void A_template_marker_is_refused_with_its_line(string line) =>
        Refused($"hostname r1\n{line}\nmtu 9000\n", ErrorCode.IntendedConfigUnrendered, "line 2");

    [Fact]
    public void Template_markers_pass_when_they_are_allowed() => Assert.Equal("hostname {{ x }}\n", Check("hostname {{ x }}", allowTemplateMarkers: true));

    [Theory]
    [MemberData(nameof(Prose))]
    public void A_message_in_place_of_a_configuration_is_refused_and_quoted(string text) =>
        Refused(text, ErrorCode.IntendedConfigNotConfig, "reads like a message", allowTemplateMarkers: true);

    [Theory]
    [InlineData("\u001b", "0x1b")]
    [InlineData("\u0000", "0x00")]
    [InlineData("\u007f", "0x7f")]
    [InlineData("\u009b", "0x9b")]
    [InlineData("\u001a", "0x1a")]
    [InlineData("\u000c", "0x0c")]
    [InlineData("\u0085", "0x85")]
    [InlineData("\r", "0x0d")]
    public void A_control_character_is_refused_with_its_place(string character, string code) =>
        Refused($"hostname r1\nban{character}ner\n", ErrorCode.IntendedConfigUnsendable, $"line 2, column 4 holds the control character {code}");

    [Fact]
    public void Windows_line_ends_become_unix_ones() => Assert.Equal("a 1\nb 2\n", Check("a 1\r\nb 2\r\n"));

    [Fact]
    public void A_separator_inside_a_line_does_not_make_two_lines_of_it() =>
        Assert.Equal("description a\u2028shutdown\n", Check("description a\u2028shutdown\n"));

    [Fact]
    public void A_byte_order_mark_goes() => Assert.Equal("hostname r1\n", Check("\uFEFFhostname r1\n"));

    [Fact]
    public void A_refusal_names_device_and_origin() => Refused("", ErrorCode.IntendedConfigEmpty, "'r1' (configs/r1.cfg)");

    private string Check(string text, bool allowTemplateMarkers = false) =>
        IntendedConfigGuard.Check(new(text, "configs/r1.cfg"), new Device { Name = "r1" }, _platform, allowTemplateMarkers).Text;

    private void Refused(string text, ErrorCode code, string part, bool allowTemplateMarkers = false)
    {
        var refusal = Assert.Throws<IntendedConfigException>(() => Check(text, allowTemplateMarkers));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }
}
