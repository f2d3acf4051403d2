using Provisioning.Lab;

namespace Provisioning.Drivers.Tests.Peers;

/// <summary>A simulated device as netmiko meets it.</summary>
/// <param name="Type">netmiko's name of it.</param>
/// <param name="Options">What it is like; its config is longer than a screen.</param>
/// <param name="Prompts">Its prompt after login and when privileged.</param>
/// <param name="Change">Config lines.</param>
/// <param name="Changed">A line of the running config that only those lines bring.</param>
/// <param name="Save">netmiko's methods that make the change last.</param>
internal sealed record PeerDevice(
    string Type, LabDeviceOptions Options, (string Login, string Privileged) Prompts, string[] Change, string Changed, params string[] Save)
{
    private static IEnumerable<int> Numbers => Enumerable.Range(1, 60);

    public static IReadOnlyList<PeerDevice> All { get; } = [Eos(), Ios(), Nxos(), Xr()];

    public override string ToString() => Type;

    private static PeerDevice Eos() => new(
        "arista_eos",
        new()
        {
            Name = "leaf1",
            Platform = "arista_eos",
            Running = Text("hostname leaf1", Numbers.Select(n => $"interface Ethernet{n}\n   description port {n} of 60"), "ip route 10.9.0.0/16 10.0.0.0"),
        },
        ("leaf1>", "leaf1#"), ["interface Ethernet7", "description by netmiko"], "   description by netmiko", "save_config");

    private static PeerDevice Ios() => new(
        "cisco_ios",
        new()
        {
            Name = "r1",
            Platform = "cisco_ios",
            EnablePassword = "enable-Secret9",
            Ios = new() { Ports = 60 },
            Running = Text("hostname r1", Numbers.Select(n => $"ip route 10.9.{n}.0 255.255.255.0 10.0.0.1"), "end"),
        },
        ("r1>", "r1#"), ["interface GigabitEthernet0/0", "description by netmiko"], " description by netmiko", "save_config");

    private static PeerDevice Nxos() => new(
        "cisco_nxos",
        new()
        {
            Name = "leaf2",
            Platform = "cisco_nxos",
            Running = Text("hostname leaf2", Numbers.Select(n => $"interface Ethernet1/{n}\n  description port {n} of 60"), "ip route 10.9.0.0/16 10.0.0.0"),
        },
        ("leaf2#", "leaf2#"), ["interface Ethernet1/7", "description by netmiko"], "  description by netmiko", "save_config");

    private static PeerDevice Xr() => new(
        "cisco_xr",
        new()
        {
            Name = "xr1",
            Platform = "cisco_xr",
            Running = Text("hostname xr1", Numbers.Select(n => $"interface GigabitEthernet0/0/0/{n}\n description port {n} of 60\n!"), "end"),
        },
        ("RP/0/RP0/CPU0:xr1#", "RP/0/RP0/CPU0:xr1#"), ["interface GigabitEthernet0/0/0/7", "description by netmiko"], " description by netmiko",
        "commit", "exit_config_mode");

    private static string Text(string first, IEnumerable<string> lines, string last) => string.Join('\n', [first, .. lines, last]) + "\n";
}
