using Provisioning.Drivers.Platforms.Frr;

namespace Provisioning.Drivers.Tests.Platforms.Frr;

public class FrrMergeTests
{
    private const string Running = """
        frr version 8.4.4
        frr defaults traditional
        hostname frr1
        no ip forwarding
        !
        ip route 10.9.0.0/16 Null0
        !
        interface eth0
         description uplink
         ip address 10.0.0.1/24
        exit
        !
        router bgp 65000
         bgp router-id 10.0.0.1
         neighbor 10.0.0.2 remote-as 65001
         neighbor 10.0.0.2 password old-Secret9
         !
         address-family ipv4 unicast
          network 10.9.0.0/16
         exit-address-family
        exit
        !

        """;

    [Theory]
    [InlineData("hostname frr1\n")]
    [InlineData("interface eth0\n description uplink\nexit\n")]
    [InlineData("interface  eth0\n   description   uplink\n")]
    [InlineData("router bgp 65000\n address-family ipv4 unicast\n  network 10.9.0.0/16\n exit-address-family\nexit\n")]
    [InlineData("! a remark\n# another\n\nhostname frr1\n!\nend\n")]
    [InlineData("no ip route 10.1.0.0/16 Null0\n")]
    [InlineData("no router bgp 65001\n")]
    [InlineData("interface eth0\n no shutdown\n")]
    [InlineData("no ip forwarding\n")]
    [InlineData(Running)]
    [InlineData("interface\teth0\n description \tuplink\nexit\n")]
    public void A_merge_that_is_already_there_changes_no_byte(string merge) => Assert.Equal(Running, FrrMerge.Predict(Running, merge));

    [Fact]
    public void A_new_line_goes_behind_its_like() => Changes(
        "ip route 10.7.0.0/16 Null0\n",
        "ip route 10.9.0.0/16 Null0\n",
        "ip route 10.9.0.0/16 Null0\nip route 10.7.0.0/16 Null0\n");

    [Fact]
    public void A_new_line_of_a_nested_mode_goes_into_it() => Changes(
        "router bgp 65000\n address-family ipv4 unicast\n  network 10.8.0.0/16\n exit-address-family\nexit\n",
        "  network 10.9.0.0/16\n",
        "  network 10.9.0.0/16\n  network 10.8.0.0/16\n");

    [Fact]
    public void A_new_line_is_indented_as_the_device_does() => Changes(
        "router bgp 65000\n    address-family ipv4 unicast\n        network 10.8.0.0/16\n",
        "  network 10.9.0.0/16\n",
        "  network 10.9.0.0/16\n  network 10.8.0.0/16\n");

    [Theory]
    [InlineData("interface eth0\n description new words\n", " description uplink\n", " description new words\n")]
    [InlineData("hostname frr2\n", "hostname frr1\n", "hostname frr2\n")]
    [InlineData("router bgp 65000\n neighbor 10.0.0.2 password new-Secret9\n", "old-Secret9", "new-Secret9")]
    [InlineData("router bgp 65000\n bgp router-id 10.0.0.9\n", "bgp router-id 10.0.0.1", "bgp router-id 10.0.0.9")]
    public void A_line_of_which_there_is_one_takes_the_old_ones_place(string merge, string before, string after) => Changes(merge, before, after);

    [Theory]
    [InlineData("interface eth0\n ip address 10.0.1.1/24\n", " ip address 10.0.0.1/24\n", " ip address 10.0.0.1/24\n ip address 10.0.1.1/24\n")]
    [InlineData("router bgp 65000\n maximum-paths ibgp 8\n maximum-paths 4\n", " neighbor 10.0.0.2 password old-Secret9\n", " neighbor 10.0.0.2 password old-Secret9\n maximum-paths ibgp 8\n maximum-paths 4\n")]
    public void Lines_of_which_there_may_be_many_stay(string merge, string before, string after) => Changes(merge, before, after);

    [Theory]
    [InlineData("no ip route 10.9.0.0/16 Null0\n", "ip route 10.9.0.0/16 Null0\n!\n")]
    [InlineData("interface eth0\n no description\n", " description uplink\n")]
    [InlineData("interface eth0\n no ip address 10.0.0.1/24\n", " ip address 10.0.0.1/24\n")]
    [InlineData("no interface eth0\n", "interface eth0\n description uplink\n ip address 10.0.0.1/24\nexit\n!\n")]
    public void A_negated_line_goes(string merge, string gone) => Changes(merge, gone, "");

    [Theory]
    [InlineData("no ipv6 forwarding\n", "no ip forwarding\n", "no ip forwarding\nno ipv6 forwarding\n")]
    [InlineData("router bgp 65000\n no bgp ebgp-requires-policy\n", " neighbor 10.0.0.2 password old-Secret9\n", " neighbor 10.0.0.2 password old-Secret9\n no bgp ebgp-requires-policy\n")]
    public void Turning_off_what_is_on_by_default_stays_visible(string merge, string before, string after) => Changes(merge, before, after);

    [Fact]
    public void A_new_mode_comes_with_its_lines_and_without_remarks() => Assert.Contains(
        "interface eth1\n description new\nexit\n!\n",
        FrrMerge.Predict(Running, "! a remark\ninterface eth1\n ! inside\n description new\nexit\n!\n"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("ip route 10.7.0.0/16 Null0\nno ip route 10.9.0.0/16 Null0\n")]
    [InlineData("router bgp 65000\n neighbor 10.0.0.3 remote-as 65002\n address-family ipv6 unicast\n  network 2001:db8::/32\n exit-address-family\nexit\n")]
    [InlineData("route-map A permit 10\n match ip address prefix-list P\n set metric 5\nexit\n!\nip prefix-list P seq 5 permit 10.0.0.0/8\n")]
    public void A_merge_after_itself_changes_nothing(string merge)
    {
        var once = FrrMerge.Predict(Running, merge);

        Assert.NotEqual(Running, once);
        Assert.Equal(once, FrrMerge.Predict(once, merge));
    }

    private static void Changes(string merge, string before, string after) =>
        Assert.Equal(Running.Replace(before, after, StringComparison.Ordinal), FrrMerge.Predict(Running, merge));
}
