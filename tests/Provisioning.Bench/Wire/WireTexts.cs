using System.Globalization;
using System.Text;

namespace Provisioning.Bench.Wire;

/// <summary>Configs of one platform for the bench, and what somebody types who waits for nothing.</summary>
/// <param name="Platform">Its name.</param>
/// <param name="Interface">An interface that can be had any number of times, without its number.</param>
/// <param name="Opening">What a person types first; NAME stands for a word of each login's own.</param>
/// <param name="Closing">What a person types last.</param>
internal sealed record WireTexts(string Platform, string Interface, IReadOnlyList<string> Opening, IReadOnlyList<string> Closing)
{
    private const int LinesAPort = 4;

    /// <summary>The platforms that are measured.</summary>
    public static IReadOnlyList<WireTexts> All { get; } =
    [
        new("arista_eos", "Vlan", ["terminal length 0", "terminal width 32767", "show running-config", "configure session NAME"], ["commit", "exit"]),
    ];

    public static WireTexts Of(string platform) =>
        All.FirstOrDefault(texts => texts.Platform == platform) ?? throw new ArgumentException($"The bench has no texts for '{platform}'.");

    /// <summary>A whole config of about so many lines.</summary>
    public string Running(int lines, string word = "first")
    {
        var text = new StringBuilder("hostname bench1\n!\n");
        for (var port = 1; port <= lines / LinesAPort; port++)
        {
            text.Append(CultureInfo.InvariantCulture, $"interface {Interface}{port}\n   description {word} {port}\n   ip address 10.{port / 250}.{port % 250}.1/24\n!\n");
        }

        return text.Append("end\n").ToString();
    }

    /// <summary>Changes descriptions: so many lines to type.</summary>
    public string Merge(int lines, string word)
    {
        var text = new StringBuilder();
        for (var port = 1; port <= lines / 2; port++)
        {
            text.Append(CultureInfo.InvariantCulture, $"interface {Interface}{port}\n   description {word} {port}\n");
        }

        return text.ToString();
    }

    /// <summary>The same change as a person would paste it: connect, look, change, commit, leave.</summary>
    public IReadOnlyList<string> Pasted(int lines) =>
        [.. Opening, .. Merge(lines, "NAME").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()), .. Closing];
}
