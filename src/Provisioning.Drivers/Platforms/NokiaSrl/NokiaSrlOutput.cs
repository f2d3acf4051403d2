using System.Globalization;
using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.NokiaSrl;

/// <summary>Reads what SR Linux prints.</summary>
internal static partial class NokiaSrlOutput
{
    /// <summary>A config or diff without the blank lines around it.</summary>
    public static string Text(IReadOnlyList<string> output)
    {
        var text = string.Join('\n', output.SkipWhile(string.IsNullOrWhiteSpace)).TrimEnd();
        return text.Length == 0 ? "" : text + "\n";
    }

    /// <summary>The state of <c>info flat from state / system configuration</c>.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static SrlState State(IReadOnlyList<string> output)
    {
        var leaves = output.Select(line => Leaf().Match(line)).Where(match => match.Success).ToList();
        var lists = leaves.Where(leaf => leaf.Groups["list"].Success)
            .ToLookup(leaf => (List: leaf.Groups["list"].Value, Key: Bare(leaf.Groups["key"].Value)), leaf => (Name: leaf.Groups["leaf"].Value, Value: Bare(leaf.Groups["value"].Value)));
        if (leaves.Count == 0)
        {
            throw new FormatException($"'info flat from state / system configuration' gave no state: '{string.Join(' ', output).Trim()}'");
        }

        string? Of(IEnumerable<(string Name, string Value)> entry, string name) => entry.Where(leaf => leaf.Name == name).Select(leaf => leaf.Value).FirstOrDefault();
        IEnumerable<IGrouping<(string List, string Key), (string Name, string Value)>> Entries(string list) => lists.Where(entry => entry.Key.List == list);
        string? Single(string name) => leaves.Find(leaf => !leaf.Groups["list"].Success && leaf.Groups["leaf"].Value == name)?.Groups["value"].Value;

        var pending = Entries("commit").FirstOrDefault(commit => Of(commit, "status") == "unconfirmed");
        var locked = Entries("session").FirstOrDefault(session => Of(session, "exclusive") == "true");
        return new(
            pending is null ? null : new(Of(pending, "name") ?? "", Of(pending, "username") ?? ""),
            [.. Entries("candidate").Select(candidate => candidate.Key.Key)],
            locked is null ? null : $"'{Of(locked, "username")}' in candidate '{Of(locked, "name")}'",
            [.. Entries("checkpoint").Select(checkpoint => Of(checkpoint, "name") ?? checkpoint.Key.Key)],
            int.TryParse(Single("max-checkpoints"), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : 10,
            Single("auto-checkpoint") == "true");
    }

    /// <summary>A confirm timeout in whole seconds, never shorter than asked for.</summary>
    public static string Seconds(TimeSpan timeout) => Math.Ceiling(timeout.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);

    private static string Bare(string value) => value is ['"', .., '"'] ? Escape().Replace(value[1..^1], "$1") : value;

    // set / system configuration commit 12 status unconfirmed; without a list: set / system configuration max-checkpoints 10
    [GeneratedRegex(@"^\s*(?:set|insert) / system configuration (?:(?<list>commit|candidate|session|checkpoint) (?<key>""(?:[^""\\]|\\.)*""|\S+) )?(?<leaf>[\w\-]+) (?<value>.*\S)\s*$")]
    private static partial Regex Leaf();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
