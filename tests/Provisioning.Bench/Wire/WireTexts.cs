using System.Globalization;
using System.Text;

namespace Provisioning.Bench.Wire;

/// <summary>Configs of one platform for the bench.</summary>
/// <param name="Platform">Its platform.</param>
/// <param name="Interface">A config's lines for the interface of a number, with a word in its description.</param>
/// <param name="Change">The lines that merge another description into it.</param>
internal sealed record WireTexts(string Platform, Func<int, string, IReadOnlyList<string>> Interface, Func<int, string, IReadOnlyList<string>> Change)
{
    /// <summary>The platforms that are measured, and the ways of loading that they have.</summary>
    public static IReadOnlyList<WireTexts> All { get; } =
    [
        new("arista_eos", Eos, (number, word) => Eos(number, word)[..2])
        {
            Head = ["hostname bench1", "!"],
            Tail = ["end"],
            Opening = ["terminal length 0", "terminal width 32767", "show running-config", "configure session NAME"],
            Closing = ["commit", "exit"],
        },
        new("cisco_ios", Ios, (number, word) => Ios(number, word)[..2]) { Head = [.. IosHead, "ip scp server enable", "!"], Tail = IosTail },
        new("cisco_ios", Ios, (number, word) => Ios(number, word)[..2]) { Head = [.. IosHead, "!"], Tail = IosTail, Way = " by tclsh" },
        new("cisco_nxos", Nxos, (number, word) => Nxos(number, word)[1..3])
        {
            Head = ["version 9.3(8) Bios:version", "hostname bench1", "feature scp-server"],
            Tail = ["", "line console", "line vty"],
        },
        new("cisco_nxos", Nxos, (number, word) => Nxos(number, word)[1..3])
        {
            Head = ["version 9.3(8) Bios:version", "hostname bench1"],
            Tail = ["", "line console", "line vty"],
            Way = " by tclsh",
        },
        new("cisco_xr", Xr, (number, word) => Xr(number, word)[..2]) { Head = ["hostname bench1"], Tail = ["end"] },
        new("nokia_srl", Srl, (number, word) => Srl(number, word)[..1]) { Tail = ["set / system name host-name bench1"] },
    ];

    /// <summary>The platform on which the clients are compared.</summary>
    public static WireTexts Pastable => Of("arista_eos");

    /// <summary>What is said behind the platform's name where one is measured twice.</summary>
    public string Way { get; init; } = "";

    /// <summary>What it is called, on the command line too.</summary>
    public string Name => Platform + Way;

    /// <summary>What a config begins with.</summary>
    public IReadOnlyList<string> Head { get; init; } = [];

    /// <summary>What a config ends with.</summary>
    public IReadOnlyList<string> Tail { get; init; } = [];

    /// <summary>What somebody types first who waits for nothing; NAME stands for a word of each login's own.</summary>
    public IReadOnlyList<string> Opening { get; init; } = [];

    /// <summary>What is typed last.</summary>
    public IReadOnlyList<string> Closing { get; init; } = [];

    private static string[] IosHead => ["version 15.7", "hostname bench1", "!", "archive", " path flash:archive"];

    // What the simulated device always has: a replacement cannot take it away.
    private static string[] IosTail => ["interface GigabitEthernet0/0", "interface GigabitEthernet0/1", "interface GigabitEthernet0/2", "interface GigabitEthernet0/3", "ip forward-protocol nd", "control-plane", "line con 0", "line vty 0 4", " login local", "!", "end"];

    public static WireTexts Of(string name) =>
        All.FirstOrDefault(texts => texts.Name == name) ?? throw new ArgumentException($"The bench has no texts for '{name}'.");

    /// <summary>A whole config of about so many lines.</summary>
    public string Running(int lines, string word = "first") => Text([.. Head, .. Ports(lines / Interface(1, word).Count, number => Interface(number, word)), .. Tail]);

    /// <summary>So many lines to merge into it.</summary>
    public string Merge(int lines, string word) => Text(Changes(lines, word));

    /// <summary>The same change as a person would paste it: connect, look, change, commit, leave.</summary>
    public IReadOnlyList<string> Pasted(int lines) => [.. Opening, .. Changes(lines, "NAME").Select(line => line.Trim()), .. Closing];

    private static string[] Eos(int number, string word) => [$"interface Vlan{number}", $"   description {word} {number}", $"   ip address {Address(number)}/24", "!"];

    private static string[] Ios(int number, string word) => [$"interface Vlan{number}", $" description {word} {number}", $" ip address {Address(number)} 255.255.255.0", "!"];

    private static string[] Nxos(int number, string word) => ["", $"interface Vlan{number}", $"  description {word} {number}", $"  ip address {Address(number)}/24"];

    private static string[] Xr(int number, string word) => [$"interface Loopback{number}", $" description {word} {number}", $" ipv4 address {Address(number)} 255.255.255.0", "!"];

    private static string[] Srl(int number, string word) =>
        [$"set / interface ethernet-1/{number} description \"{word} {number}\"", $"set / interface ethernet-1/{number} admin-state enable", $"set / interface ethernet-1/{number} mtu 9000"];

    private IEnumerable<string> Changes(int lines, string word) => Ports(lines / Change(1, word).Count, number => Change(number, word));

    private static IEnumerable<string> Ports(int count, Func<int, IReadOnlyList<string>> lines) => Enumerable.Range(1, count).SelectMany(lines);

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"10.{number / 250}.{number % 250}.1");

    private static string Text(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
