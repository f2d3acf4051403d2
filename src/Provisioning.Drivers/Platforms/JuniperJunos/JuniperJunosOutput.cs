using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Provisioning.Drivers.Netconf;

namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>
/// Reads the replies of Junos. Their namespaces change with the release, so elements are known by their local names. Sources:
/// Junos XML Management Protocol Developer Guide; replies recorded on Junos 15 to 24, summed up in this project's platform notes.
/// </summary>
internal static partial class JuniperJunosOutput
{
    /// <summary>What a reply says, on one line: its errors, or all of it.</summary>
    public static string Said(NetconfReply reply) => reply.Errors.Count > 0
        ? string.Join("; ", reply.Errors.Select(Said))
        : Shorten(reply.Element.ToString(SaveOptions.DisableFormatting));

    /// <summary>What an error says, on one line.</summary>
    public static string Said(NetconfError error)
    {
        var message = OneLine(error.Message.Length > 0 ? error.Message : error.Tag);
        var word = OneLine(error.Detail("bad-element") ?? "");
        return $"{OneLine(error.Path)} {message}".Trim() + (message.Contains(word, StringComparison.Ordinal) ? "" : $": {word}");
    }

    /// <summary>Whether a reply without errors says that the candidate was loaded.</summary>
    public static bool SaysLoaded(XElement reply) =>
        Find(reply, "load-error-count") is null && (Find(reply, "ok") ?? Find(reply, "load-success")) is not null;

    /// <summary>Whether a reply without errors says that every routing engine committed, or checked.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="success">What a routing engine says.</param>
    public static bool SaysDone(XElement reply, string success)
    {
        var engines = reply.Descendants().Where(element => element.Name.LocalName == "routing-engine").ToList();
        return engines.Count > 0
            ? engines.TrueForAll(engine => Find(engine, success) is not null)
            : reply.Elements().Any(element => element.Name.LocalName == "ok") || Find(reply, success) is not null;
    }

    /// <summary>Whether a reply says that a lock was taken or given back: by <c>ok</c>, or by saying nothing (Developer Guide).</summary>
    public static bool SaysNothingWrong(NetconfReply reply) =>
        reply.Errors.Count == 0
        && reply.Element.Elements().All(element => element.Name.LocalName is "ok" or "rpc-error")
        && string.IsNullOrWhiteSpace(string.Concat(reply.Element.Nodes().OfType<XText>().Select(text => text.Value)));

    /// <summary>A configuration without the lines that change from one reading to the next.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string Config(XElement reply)
    {
        var text = Find(reply, "configuration-text")?.Value ?? throw Unexpected("configuration-text", reply);
        var lines = text.ReplaceLineEndings("\n").Split('\n').SkipWhile(line => line.Length == 0 || Header().IsMatch(line));
        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    /// <summary>What the candidate changes, in Junos's own form; empty when nothing, null when the reply is no comparison.</summary>
    public static string? Difference(XElement reply) => Find(reply, "configuration-output")?.Value is { } text
        ? string.IsNullOrWhiteSpace(text) ? "" : text.ReplaceLineEndings("\n").Trim('\n') + "\n"
        : null;

    /// <summary>The commit history, the latest first.</summary>
    /// <exception cref="FormatException">It is none, or an entry lacks what every entry has.</exception>
    public static IReadOnlyList<JunosCommitEntry> History(XElement reply)
    {
        var information = Find(reply, "commit-information") ?? throw Unexpected("commit-information", reply);
        var entries = information.Elements().Where(element => element.Name.LocalName == "commit-history").ToList();
        var numbered = entries.Where(entry => int.TryParse(Text(entry, "sequence-number"), NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToList();
        for (var index = 0; index < numbered.Count; index++)
        {
            _ = Text(numbered[index], "sequence-number") == index.ToString(CultureInfo.InvariantCulture)
                ? index : throw new FormatException($"The commit history has no entry {index}.");
        }

        return [.. numbered.Select(Entry)];
    }

    /// <summary>The device's clock, in seconds since 1970.</summary>
    /// <exception cref="FormatException">The reply does not tell it.</exception>
    public static long Now(XElement reply) =>
        Find(reply, "current-time") is { } time ? Seconds(time) : throw Unexpected("current-time", reply);

    private static JunosCommitEntry Entry(XElement entry) => new(
        Text(entry, "user"),
        Text(entry, "client"),
        Seconds(entry),
        Text(entry, "comment"),
        Text(entry, "log"),
        Find(entry, "commit-confirmed") is not null);

    private static long Seconds(XElement element) =>
        Find(element, "date-time")?.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "seconds") is { } seconds
        && long.TryParse(seconds.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unexpected("date-time with its seconds", element);

    private static XElement? Find(XElement element, string name) => element.Descendants().FirstOrDefault(child => child.Name.LocalName == name);

    private static string Text(XElement element, string name) => Find(element, name)?.Value.Trim() ?? "";

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Shorten(string text) => text.Length <= 300 ? text : text[..300] + "...";

    private static FormatException Unexpected(string name, XElement reply) =>
        new($"The reply holds no {name}: {Shorten(reply.ToString(SaveOptions.DisableFormatting))}");

    // "## Last commit: 2024-01-01 10:00:00 UTC by admin", "## Last changed: ..."
    [GeneratedRegex("^## Last (?:commit|changed)")]
    private static partial Regex Header();
}
