using Provisioning.Lab.Platforms.AristaEos;

namespace Provisioning.Lab.Tests.Platforms.AristaEos;

/// <summary>Devices for tests.</summary>
internal static class EosDevices
{
    public const string Config = """
        hostname leaf1
        vlan 10
           name users
        interface Ethernet1
           description uplink
           no switchport
           ip address 10.0.0.1/31
        interface Loopback0
           ip address 10.255.0.1/32
        router bgp 65001
           router-id 10.255.0.1
           neighbor 10.0.0.0 remote-as 65000
        """;

    public static LabDevice Leaf(TimeProvider? time = null, LabEosOptions? eos = null, string running = Config) =>
        new(new() { Name = "leaf1", Running = running, Eos = eos ?? new() }, time);
}
