using Provisioning.Drivers.Platforms.AristaEos;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms.AristaEos;

public class AristaEosConfigTests
{
    [Theory]
    [InlineData("hostname a\nip routing\n", "hostname a|ip routing|end")]
    [InlineData("interface Ethernet1\n   shutdown\n", "interface Ethernet1|shutdown|end")]
    [InlineData("interface Ethernet1\n   shutdown\nip routing\n", "interface Ethernet1|shutdown|end|session|ip routing|end")]
    [InlineData("router bgp 1\n   address-family ipv4\n      neighbor a activate\nip routing", "router bgp 1|address-family ipv4|neighbor a activate|end|session|ip routing|end")]
    [InlineData("a\n b\n  c\n", "a|b|c|end")]
    public void A_mode_is_left_from_outside_where_its_indentation_ends(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("router bgp 1\n   address-family ipv4\n      neighbor a activate\n   maximum-paths 4\nip routing", "router bgp 1|address-family ipv4|neighbor a activate|end|session|router bgp 1|maximum-paths 4|end|session|ip routing|end")]
    [InlineData("a\n b\n  c\n   d\n  e\n", "a|b|c|d|end|session|a|b|e|end")]
    public void The_modes_that_stay_open_are_entered_again(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("  interface Ethernet1\n     shutdown\n  ip routing\n", "interface Ethernet1|shutdown|end|session|ip routing|end")]
    [InlineData("  hostname a\n  ip routing\n", "hostname a|ip routing|end")]
    [InlineData("  hostname a\nip routing\n", "hostname a|ip routing|end")]
    public void Only_differences_of_indentation_count(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("interface Ethernet1\n    shutdown\n   mtu 9000\nip routing\n", "interface Ethernet1|shutdown|mtu 9000|end|session|ip routing|end")]
    [InlineData("interface Ethernet1\n    shutdown\n   mtu 9000\n", "interface Ethernet1|shutdown|mtu 9000|end")]
    public void A_crooked_line_stays_in_its_mode(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("router bgp 1\naddress-family ipv4\nneighbor a activate\nexit\nmaximum-paths 4\nexit\nip routing\n", "router bgp 1|address-family ipv4|neighbor a activate|exit|maximum-paths 4|exit|ip routing|end")]
    [InlineData("interface Ethernet1\nshutdown\ninterface Ethernet2\nshutdown\n", "interface Ethernet1|shutdown|interface Ethernet2|shutdown|end")]
    [InlineData("interface Ethernet1\nexit\nip routing\nexit\n", "interface Ethernet1|exit|ip routing|exit")]
    public void A_flat_text_is_typed_as_it_is(string config, string typed) => Types(config, typed);

    [Fact]
    public void Behind_an_exit_of_a_flat_text_the_place_is_looked_at() => Assert.Equal(
        [null, null, "(config", null],
        AristaEosConfig.Lines("interface Ethernet1\nexit\nip routing\n", "session").Select(line => line.At));

    [Theory]
    [InlineData("interface Ethernet1\n   shutdown\nexit\nip routing\n", "interface Ethernet1|shutdown|end|session|ip routing|end")]
    [InlineData("interface Ethernet1\n   shutdown\n   exit\nip routing\n", "interface Ethernet1|shutdown|end|session|ip routing|end")]
    [InlineData("router bgp 1\n   address-family ipv4\n      neighbor a activate\n   exit\n   maximum-paths 4\nexit\nip routing\n", "router bgp 1|address-family ipv4|neighbor a activate|end|session|router bgp 1|maximum-paths 4|end|session|ip routing|end")]
    [InlineData("router bgp 1\n   address-family ipv4\n      neighbor a activate\n   exit-address-family\n", "router bgp 1|address-family ipv4|neighbor a activate|end|session|router bgp 1|exit-address-family|end")]
    public void An_exit_of_the_text_is_not_typed_twice(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("! Command: show running-config\n!\nhostname a\n!! remark\n   ! deep\n\n   \nend\n", "hostname a|end")]
    [InlineData("interface Ethernet1\n!\n   shutdown\n!\nip routing\n", "interface Ethernet1|shutdown|end|session|ip routing|end")]
    public void Comments_blank_lines_and_end_are_not_typed_and_end_no_mode(string config, string typed) => Types(config, typed);

    [Fact]
    public void Here_docs_go_as_they_stand() => Types(
        "banner motd\n   indented  text  \n! not a comment\ninterface Ethernet9\nexit\n\nend\nwhat?\tno\n EOF\nEOF\nip routing\n",
        "banner motd|   indented  text  |! not a comment|interface Ethernet9|exit||end|what?\tno| EOF|EOF|ip routing|end");

    [Fact]
    public void Only_the_text_of_a_here_doc_counts_as_such() => Assert.Equal(
        [false, true, true, false, false],
        AristaEosConfig.Lines("banner login\nhi\nEOF\nip routing\n", "session").Select(line => line.InHereDoc));

    [Fact]
    public void A_certificate_has_two_texts() => Types(
        "management security\n   protocol https certificate\ncert\nEOF\nkey\nEOF\nip routing\n",
        "management security|protocol https certificate|cert|EOF|key|EOF|end|session|ip routing|end");

    [Fact]
    public void A_banner_with_its_text_on_the_line_is_no_here_doc() => Types("banner motd hello\nip routing\n", "banner motd hello|ip routing|end");

    [Fact]
    public void Lines_keep_their_numbers() => Assert.Equal(
        [2, 4, 5, 5, 5, 0],
        AristaEosConfig.Lines("!\ninterface Ethernet1\n!\n   shutdown\nip routing\n", "session").Select(line => line.Number));

    [Theory]
    [InlineData("hostname a\nbanner motd\nhello\n", "line 2")]
    [InlineData("protocol https certificate\ncert\nEOF\nkey\n", "line 1")]
    public void A_here_doc_without_end_is_refused(string config, string place)
    {
        var exception = Assert.Throws<LoadException>(() => AristaEosConfig.Lines(config, "session"));

        Assert.Equal(ErrorCode.LoadRejected, exception.Code);
        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hostname a\ninterface Ethernet1\n   description why?\n", "Line 3", "column 19", "'?'")]
    [InlineData("hostname\ta\n", "Line 1", "column 9", @"'\x09'")]
    [InlineData("banner motd ^\n\x03\n", "Line 2", "column 1", @"'\x03'")]
    [InlineData("banner motd\na\x03\nEOF\n", "Line 2", "column 2", @"'\x03'")]
    [InlineData("banner motd\nhello\nEOF \nhostname b\nEOF\n", "Line 3", "column 4", "'EOF'")]
    public void What_the_command_line_would_act_on_is_refused_with_its_place(string config, params string[] named)
    {
        var exception = Assert.Throws<LoadException>(() => AristaEosConfig.Lines(config, "session"));

        Assert.Equal(ErrorCode.IntendedConfigUnsendable, exception.Code);
        Assert.All(named, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }

    private static void Types(string config, string typed) =>
        Assert.Equal(typed, string.Join('|', AristaEosConfig.Lines(config, "session").Select(line => line.Text)));
}
