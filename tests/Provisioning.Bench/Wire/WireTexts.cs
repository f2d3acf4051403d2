using System.Globalization;
using System.Text;

namespace Provisioning.Bench.Wire;

/// <summary>Configs of one platform for the bench.</summary>
/// <param name="Platform">Its name.</param>
/// <param name="Interface">A config's lines for the interface of a number, with a word in its description.</param>
/// <param name="Change">The lines that merge another description into it.</param>
internal sealed record WireTexts(string Platform, Func<int, string, IReadOnlyList<string>> Interface, Func<int, string, IReadOnlyList<string>> Change)
{
    /// <summary>The platforms that are measured.</summary>
    public static IReadOnlyList<WireTexts> All { get; } =
    [
        new(
            "arista_eos",
            (number, word) => [$"interface Vlan{number}", $"   description {word} {number}", $"   ip address {Address(number)}/24", "!"],
            (number, word) => [$"interface Vlan{number}", $"   description {word} {number}"])
        {
            Head = ["hostname bench1", "!"],
            Tail = ["end"],
            Opening = ["terminal length 0", "terminal width 32767", "show running-config", "configure session NAME"],
            Closing = ["commit", "exit"],
        },
        new(
            "cisco_nxos",
            (number, word) => ["", $"interface Vlan{number}", $"  description {word} {number}", $"  ip address {Address(number)}/24"],
            (number, word) => [$"interface Vlan{number}", $"  description {word} {number}"])
        {
            Head = ["version 9.3(8) Bios:version", "hostname bench1", "feature scp-server"],
            Tail = ["", "line console", "line vty"],
        },
    ];

    /// <summary>The platform on which the clients are compared.</summary>
    public static WireTexts Pastable => Of("arista_eos");

    /// <summary>What a config begins with.</summary>
    public IReadOnlyList<string> Head { get; init; } = [];

    /// <summary>What a config ends with.</summary>
    public IReadOnlyList<string> Tail { get; init; } = [];

    /// <summary>What somebody types first who waits for nothing; NAME stands for a word of each login's own.</summary>
    public IReadOnlyList<string> Opening { get; init; } = [];

    /// <summary>What is typed last.</summary>
    public IReadOnlyList<string> Closing { get; init; } = [];

    public static WireTexts Of(string platform) =>
        All.FirstOrDefault(texts => texts.Platform == platform) ?? throw new ArgumentException($"The bench has no texts for '{platform}'.");

    /// <summary>A whole config of about so many lines.</summary>
    public string Running(int lines, string word = "first") => Text([.. Head, .. Ports(lines / Interface(1, word).Count, number => Interface(number, word)), .. Tail]);

    /// <summary>So many lines to merge into it.</summary>
    public string Merge(int lines, string word) => Text(Changes(lines, word));

    /// <summary>The same change as a person would paste it: connect, look, change, commit, leave.</summary>
    public IReadOnlyList<string> Pasted(int lines) => [.. Opening, .. Changes(lines, "NAME").Select(line => line.Trim()), .. Closing];

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
