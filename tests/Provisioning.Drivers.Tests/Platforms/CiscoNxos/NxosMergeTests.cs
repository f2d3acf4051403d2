using Provisioning.Drivers.Platforms.CiscoNxos;

namespace Provisioning.Drivers.Tests.Platforms.CiscoNxos;

public class NxosMergeTests
{
    private const string Running = "hostname a\nip route 10.1.0.0/16 10.0.0.1\ninterface Ethernet1/1\n  description old\n  no switchport\n  ip address 10.0.0.1/31\n  ip address 10.0.9.1/24 secondary\ninterface Ethernet1/2\n  shutdown\n";
    private const string All = "hostname a\nlldp tlv-select management-address\nip route 10.1.0.0/16 10.0.0.1\ninterface Ethernet1/1\n  description old\n  no switchport\n  ip address 10.0.0.1/31\n  ip address 10.0.9.1/24 secondary\n  ip redirects\n  mtu 1500\n  no shutdown\ninterface Ethernet1/2\n  switchport\n  shutdown\n  mtu 1500\nline vty\n  exec-timeout 30\n";

    [Theory]
    [InlineData("hostname a\n")]
    [InlineData("ip  route   10.1.0.0/16 10.0.0.1\n")]
    [InlineData("interface Ethernet1/1\n    description old\n    mtu 1500\n    no shutdown\n")]
    [InlineData("no ip route 10.2.0.0/16 10.0.0.1\n")]
    [InlineData("default ip route 10.2.0.0/16 10.0.0.1\n")]
    [InlineData("line vty\n  exec-timeout 30\n")]
    [InlineData("!Command: show running-config\n! remark\n\nend\n")]
    public void What_is_there_or_a_default_changes_nothing(string merge) => Assert.Equal(Running, After(merge));

    [Theory]
    [InlineData("hostname b\n", "hostname a", "hostname b")]
    [InlineData("interface Ethernet1/1\n  description new\n", "description old", "description new")]
    [InlineData("interface Ethernet1/1\n  ip address 10.0.0.3/31\n", "ip address 10.0.0.1/31", "ip address 10.0.0.3/31")]
    [InlineData("interface Ethernet1/1\n  switchport\n", "  no switchport", "  switchport")]
    public void A_line_takes_the_place_of_the_one_it_overrides(string merge, string gone, string come)
    {
        var after = After(merge);

        Assert.DoesNotContain(gone + "\n", after, StringComparison.Ordinal);
        Assert.Contains(come + "\n", after, StringComparison.Ordinal);
        Assert.Contains("secondary", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ip route 10.2.0.0/16 10.0.0.1\n", "ip route 10.1.0.0/16 10.0.0.1\nip route 10.2.0.0/16 10.0.0.1\n")]
    [InlineData("interface Ethernet1/1\n  ip address 10.0.8.1/24 secondary\n", "  ip address 10.0.8.1/24 secondary\n")]
    [InlineData("interface Ethernet1/1\n  no ip redirects\n", "  no ip redirects\n")]
    [InlineData("line vty\n  exec-timeout 5\n", "line vty\n  exec-timeout 5\n")]
    [InlineData("vlan 10\n  name users\n", "vlan 10\n  name users\n")]
    public void Other_lines_are_added(string merge, string come) => Assert.Contains(come, After(merge), StringComparison.Ordinal);

    [Theory]
    [InlineData("no ip route 10.1.0.0/16 10.0.0.1\n", "ip route")]
    [InlineData("interface Ethernet1/2\n  no shutdown\n", "shutdown")]
    [InlineData("interface Ethernet1/1\n  no ip address\n", "ip address")]
    [InlineData("no interface Ethernet1/1\n", "Ethernet1/1")]
    public void No_removes_the_line_or_those_that_begin_with_it(string merge, string gone) => Assert.DoesNotContain(gone, After(merge), StringComparison.Ordinal);

    [Fact]
    public void A_banner_is_one_line_whatever_is_in_it()
    {
        const string Banner = "banner motd ^\n  keep  my\n! text\nhostname c\n^\n";

        Assert.Contains(Banner, After(Banner), StringComparison.Ordinal);
        Assert.Equal(NxosMerge.Predict(Banner, Banner, Banner).Before, NxosMerge.Predict(Banner, Banner, Banner).After);
    }

    [Fact]
    public void A_banner_replaces_the_one_before() =>
        Assert.Equal("banner motd #new#\n", NxosMerge.Predict("banner motd ^\nold\n^\n", "banner motd ^\nold\n^\n", "banner motd #new#\n").After);

    [Fact]
    public void A_banner_without_end_tells_its_line() =>
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => After("hostname a\nbanner motd ^\nhello\n")).Message, StringComparison.Ordinal);

    private static string After(string merge)
    {
        var (before, after) = NxosMerge.Predict(Running, All, merge);
        Assert.Equal(Running, before);
        return after;
    }
}
