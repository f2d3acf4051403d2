using Provisioning.Drivers.Platforms.CiscoXr;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms.CiscoXr;

public class CiscoXrConfigTests
{
    [Theory]
    [InlineData("hostname a\nlldp\n", "hostname a|lldp")]
    [InlineData("interface Loopback0\n shutdown\n!\nlldp\n", "interface Loopback0|shutdown|root|lldp")]
    [InlineData("router bgp 1\n neighbor 192.0.2.1\n  remote-as 1\n !\n neighbor 192.0.2.2\n  remote-as 2\n !\n!\n", "router bgp 1|neighbor 192.0.2.1|remote-as 1|root|router bgp 1|neighbor 192.0.2.2|remote-as 2")]
    [InlineData("router static\n address-family ipv4 unicast\n  a\n !\n address-family ipv6 unicast\n  b\n !\n!\nlldp\n", "router static|address-family ipv4 unicast|a|root|router static|address-family ipv6 unicast|b|root|lldp")]
    public void A_mode_is_left_by_root_and_the_modes_around_it_are_entered_again(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("!! IOS XR Configuration 7.5.2\n!! Last configuration change at x\nBuilding configuration...\n!\nhostname a\n\n   \nend\n", "hostname a")]
    [InlineData("interface Loopback0\n!\n shutdown\n!\n", "interface Loopback0|shutdown")]
    public void Comments_blank_lines_headers_and_end_are_not_typed(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("route-policy P\n  if destination in X then\n    pass\n  else\n    drop\n  endif\nend-policy\n!\nlldp\n", "route-policy P|if destination in X then|pass|else|drop|endif|end-policy|lldp")]
    [InlineData("route-policy P($a, $b)\n  pass\nend-policy\n", "route-policy P($a, $b)|pass|end-policy")]
    [InlineData("prefix-set S\n  192.0.2.0/24,\n  # remark\n  198.51.100.0/24\nend-set\n!\nlldp\n", "prefix-set S|192.0.2.0/24,|# remark|198.51.100.0/24|end-set|lldp")]
    [InlineData("extcommunity-set rt R\n  1:1\nend-set\n", "extcommunity-set rt R|1:1|end-set")]
    [InlineData("group G\n interface 'Loop.*'\n  mtu 1500\n !\nend-group\nlldp\n", "group G|interface 'Loop.*'|mtu 1500|end-group|lldp")]
    [InlineData("interface Loopback0\n shutdown\n!\nprefix-set S\n  a\nend-set\n", "interface Loopback0|shutdown|root|prefix-set S|a|end-set")]
    public void Policies_and_sets_go_line_by_line_to_their_end(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("username u\n group root-lr\n group cisco-support\n!\n", "username u|group root-lr|group cisco-support")]
    [InlineData("router bgp 1\n neighbor 192.0.2.1\n  address-family ipv4 unicast\n   route-policy P in\n   route-policy Q out\n", "router bgp 1|neighbor 192.0.2.1|address-family ipv4 unicast|route-policy P in|route-policy Q out")]
    public void What_only_looks_like_the_start_of_a_block_is_a_line(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("class-map match-any C\n match dscp ef\n end-class-map\n!\nlldp\n", "class-map match-any C|match dscp ef|end-class-map|lldp")]
    [InlineData("policy-map P\n class C\n  set dscp ef\n !\n end-policy-map\n!\nlldp\n", "policy-map P|class C|set dscp ef|root|policy-map P|end-policy-map|lldp")]
    [InlineData("policy-map P\n class C\n  set dscp ef\n !\nend-policy-map\n!\n", "policy-map P|class C|set dscp ef|root|policy-map P|end-policy-map")]
    public void Class_and_policy_maps_end_themselves(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("banner motd ^\n  indented  text\n! no comment\ninterface Loopback9\nend\nwhat?\tno\n^\nlldp\n", "banner motd ^|  indented  text|! no comment|interface Loopback9|end|what?\tno|^|lldp")]
    [InlineData("banner login #Hello#\nlldp\n", "banner login #Hello#|lldp")]
    [InlineData("banner exec #Hello\nthere#\nlldp\n", "banner exec #Hello|there#|lldp")]
    [InlineData("interface Loopback0\n shutdown\n!\nbanner motd ^C\nx\n^C\n", "interface Loopback0|shutdown|root|banner motd ^C|x|^C")]
    public void Banners_go_as_they_stand_to_their_delimiter(string config, string typed) => Types(config, typed);

    [Fact]
    public void Only_the_text_of_a_banner_counts_as_such() => Assert.Equal(
        [false, true, true, false],
        CiscoXrConfig.Lines("banner motd ^\nhi\n^\nlldp\n").Select(line => line.InHereDoc));

    [Theory]
    [InlineData("router bgp 1\nneighbor 192.0.2.1\nexit\nexit\nlldp\n", "router bgp 1|neighbor 192.0.2.1|exit|exit|lldp")]
    [InlineData("interface Loopback0\n shutdown\n exit\nlldp\n", "interface Loopback0|shutdown|root|lldp")]
    [InlineData("interface Loopback0\nshutdown\nroot\nlldp\n", "interface Loopback0|shutdown|root|lldp")]
    public void An_exit_is_typed_only_where_the_indentation_does_not_tell(string config, string typed) => Types(config, typed);

    [Fact]
    public void Behind_an_exit_of_a_flat_text_the_place_is_looked_at() => Assert.Equal(
        [null, null, "(config"],
        CiscoXrConfig.Lines("interface Loopback0\nexit\nlldp\n").Select(line => line.At));

    [Fact]
    public void Lines_keep_their_numbers() => Assert.Equal(
        [2, 3, 5, 5],
        CiscoXrConfig.Lines("!\ninterface Loopback0\n shutdown\n!\nlldp\n").Select(line => line.Number));

    [Theory]
    [InlineData("lldp\nbanner motd ^\nhello\n", "line 2", "'^'")]
    [InlineData("route-policy P\n  pass\n", "line 1", "'end-policy'")]
    [InlineData("prefix-set P\n  192.0.2.0/24\nend\n", "line 1", "'end-set'")]
    public void A_text_without_end_is_refused(string config, params string[] named) => Refuses(config, ErrorCode.LoadRejected, named);

    [Theory]
    [InlineData("lldp\ninterface Loopback0\n description why?\n", "Line 3, column 17", "'?'")]
    [InlineData("hostname\ta\n", "Line 1, column 9", @"'\x09'")]
    [InlineData("banner motd ^\na\x03\n^\n", "Line 2, column 2", @"'\x03'")]
    [InlineData("description \x1b[2J\n", "Line 1, column 13", @"'\x1b'")]
    [InlineData("as-path-set A\n  ios-regex '_1?'\nend-set\n", "Line 2, column 14", "'?'")]
    public void What_the_command_line_would_act_on_is_refused_with_its_place(string config, params string[] named) =>
        Refuses(config, ErrorCode.IntendedConfigUnsendable, named);

    [Fact]
    public void A_line_that_does_not_fit_on_a_terminal_is_refused_with_its_place() => Refuses(
        $"lldp\ninterface Loopback0\n description {new string('x', 4000)}\n", ErrorCode.IntendedConfigUnsendable, "Line 3, column 442");

    private static void Refuses(string config, ErrorCode code, params string[] named)
    {
        var exception = Assert.Throws<LoadException>(() => CiscoXrConfig.Lines(config));

        Assert.Equal(code, exception.Code);
        Assert.All(named, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }

    private static void Types(string config, string typed) =>
        Assert.Equal(typed, string.Join('|', CiscoXrConfig.Lines(config).Select(line => line.Text)));
}
