using Provisioning.Drivers.Platforms.Frr;

namespace Provisioning.Drivers.Tests.Platforms.Frr;

public class FrrConfigTreeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("hostname frr1\n")]
    [InlineData("frr version 8.4.4\n!\n!\nhostname frr1\n!\n")]
    [InlineData("!\nhostname frr1\n")]
    [InlineData("description  two   spaces \n")]
    [InlineData("hostname frr1\n\n!\n\nlog syslog\n")]
    [InlineData("router bgp 65000\n !\n address-family ipv4 unicast\n  network 10.0.0.0/8\n exit-address-family\nexit\n!\n")]
    [InlineData("router bgp 65000\n bgp router-id 1.1.1.1\n !\n address-family ipv4 unicast\n  network 10.0.0.0/8\n exit-address-family\n !\n address-family l2vpn evpn\n  advertise-all-vni\n exit-address-family\nexit\n!\nrouter bgp 65000 vrf red\n !\n address-family ipv4 unicast\n  redistribute connected\n exit-address-family\nexit\n!\n")]
    [InlineData("vrf red\n ip route 10.0.0.0/8 Null0\n vni 100\nexit-vrf\n!\nvrf blue\nexit-vrf\n!\n")]
    [InlineData("segment-routing\n traffic-eng\n  pcep\n   pce A\n    address ip 1.1.1.1\n   exit\n  exit\n exit\nexit\n!\n")]
    [InlineData("key chain K\n key 1\n  key-string x\n exit\nexit\n!\nip prefix-list P seq 5 permit any\n!\nroute-map A permit 10\n match ip address prefix-list P\nexit\n!\nend\n")]
    public void A_config_comes_out_as_it_went_in(string config) => Assert.Equal(config.Length == 0 ? "\n" : config, FrrConfigTree.Parse(config).ToString());

    [Fact]
    public void Modes_nest_by_indentation()
    {
        var router = FrrConfigTree.Parse("router bgp 65000\n !\n address-family ipv4 unicast\n  network 10.0.0.0/8\n exit-address-family\nexit\n").Root.Find("router bgp 65000");

        Assert.NotNull(router?.Find("address-family ipv4 unicast")?.Find("network 10.0.0.0/8"));
    }
}
