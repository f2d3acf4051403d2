using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Lab.Commands;

namespace Provisioning.Lab.Configs;

/// <summary>Enters lines into a configuration as a session does: it knows the mode, and a here-doc that is open.</summary>
/// <param name="root">The configuration.</param>
/// <param name="grammar">The platform's commands; the top mode is <c>config</c>.</param>
internal sealed partial class ConfigEditor(ConfigSection root, CommandGrammar grammar)
{
    private readonly List<ConfigPlace> _path = [new("config", root, "", "")];
    private StringBuilder? _text;
    private CommandMatch? _textOf;
    private int _textsLeft;

    public ConfigSection Root => root;

    public ConfigPlace Place => _path[^1];

    public bool AtTop => _path.Count == 1;

    /// <summary>The lines that lead from the top to the place.</summary>
    public IReadOnlyList<string> Way => [.. _path.Skip(1).Select(place => place.Line)];

    /// <summary>Whether lines are text, up to an <c>EOF</c> line.</summary>
    public bool InText => _text is not null;

    public IReadOnlyList<string> Keywords(IReadOnlyList<string> words, string start) =>
        [.. grammar[Place.Mode].Next(words, start)];

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Takes one line of an open text, or of the two that follow one another, e.g. a certificate and its key.</summary>
    public void AddText(string line)
    {
        if (line.TrimEnd() != "EOF" || --_textsLeft > 0)
        {
            _text!.Append(line).Append('\n');
            return;
        }

        Place.Section.Set(new() { Key = _textOf!.Key, Line = _textOf.Line, Rule = _textOf.Rule!, Text = _text!.ToString() });
        _text = null;
    }

    /// <summary>Enters a line whose text was read already, e.g. a banner between its delimiters.</summary>
    public EditResult EnterText(string line, string text)
    {
        var result = Enter(line);
        if (result.Status != EditStatus.TextFollows)
        {
            return result;
        }

        Place.Section.Set(new() { Key = _textOf!.Key, Line = _textOf.Line, Rule = _textOf.Rule!, Text = text });
        _text = null;
        return EditResult.Accepted;
    }

    /// <summary>Enters a line into the innermost mode that knows it; modes in between are left, as when a config is pasted.</summary>
    public EditResult Enter(string line)
    {
        if (line.StartsWith("!!", StringComparison.Ordinal))
        {
            return Comment(line);
        }

        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var verb = words[0] is "no" or "default" && words.Length > 1 ? words[0] : null;
        EditResult? first = null;
        for (var depth = _path.Count - 1; depth >= 0; depth--)
        {
            var result = Try(verb is null ? words : words[1..], verb, depth);
            if (result.Status != EditStatus.Invalid)
            {
                return result;
            }

            first ??= verb is null ? result : result with { FailedAt = result.FailedAt + 1 };
        }

        return first!;
    }

    private EditResult Comment(string line)
    {
        var rule = new CommandRule([], -1, default, null, new Dictionary<string, string>());
        Place.Section.Set(new() { Key = $"!! {Place.Section.Items.Count(i => i.Rule.Place.Group == 0):D4}", Line = line, Rule = rule });
        return EditResult.Accepted;
    }

    private EditResult Try(IReadOnlyList<string> words, string? verb, int depth)
    {
        var match = grammar[_path[depth].Mode].Match(words);
        if (match.Status == MatchStatus.Invalid || match.Status == MatchStatus.Ambiguous)
        {
            return new(match.Status == MatchStatus.Invalid ? EditStatus.Invalid : EditStatus.Ambiguous, FailedAt: match.FailedAt);
        }

        if (match.Status == MatchStatus.Incomplete && verb is null)
        {
            return new(EditStatus.Incomplete);
        }

        var refusal = verb is null ? Refusal(match, _path[depth].Section) : null;
        if (refusal is not null)
        {
            return new(EditStatus.Rejected, refusal);
        }

        _path.RemoveRange(depth + 1, _path.Count - depth - 1);
        return verb is null ? Set(match) : Unset(match, verb);
    }

    private static string? Refusal(CommandMatch match, ConfigSection section)
    {
        if (match.Rule!.Flags.TryGetValue("single", out var message)
            && section.Items.FirstOrDefault(item => item.Rule == match.Rule && item.Key != match.Key) is { } other)
        {
            return message.Replace('_', ' ') + other.Line[(other.Line.LastIndexOf(' ') + 1)..];
        }

        return match.Rule.Is("numbered") && section.Find(match.Key) is { } same && same.Line != match.Line
            ? "% Duplicate sequence number"
            : null;
    }

    private EditResult Set(CommandMatch match)
    {
        var rule = match.Rule!;
        if (rule.Is("text"))
        {
            (_text, _textOf) = (new(), match);
            _textsLeft = int.TryParse(rule.Flags["text"], out var texts) ? texts : 1;
            return new(EditStatus.TextFollows);
        }

        if (rule.Is("inline"))
        {
            return Inline(match);
        }

        if (rule.Opens is not null)
        {
            Open(match);
        }
        else if (rule.Flags.TryGetValue("list", out var change))
        {
            ChangeList(match, change == "add");
        }
        else if (rule.Is("hidden"))
        {
            Place.Section.Remove(match.Key);
        }
        else
        {
            Place.Section.Set(Item(rule.Flags.TryGetValue("number", out var prefix) ? Numbered(match, prefix) : match));
        }

        return EditResult.Accepted;
    }

    private static ConfigItem Item(CommandMatch match) => new() { Key = match.Key, Line = match.Line, Rule = match.Rule! };

    private void Open(CommandMatch match)
    {
        var item = Place.Section.Find(match.Key);
        if (item is null)
        {
            Place.Section.Set(item = Item(match) with { Section = new() });
        }

        var prompt = match.Rule!.Flags.GetValueOrDefault("prompt", match.Rule.Opens!).Replace("$", Short(match.Words[^1]), StringComparison.Ordinal);
        _path.Add(new(match.Rule.Opens!, item.Section!, prompt, match.Line));
    }

    // The prompt shows interfaces by their first two letters and number (recorded: config-s-scrapl-if-Ma1).
    private static string Short(string word) => InterfaceName().Match(word) is { Success: true } name
        ? name.Groups[1].Value[..2] + name.Groups[2].Value
        : word;

    [GeneratedRegex(@"^([A-Z][A-Za-z-]{2,}?)([0-9/.]+)$")]
    private static partial Regex InterfaceName();

    // A section's line and one of its own lines in one: the mode stays where it is.
    private EditResult Inline(CommandMatch match)
    {
        var result = Enter(match.Key);
        var inner = result.Taken ? Enter(string.Join(' ', match.Words.Skip(match.KeyWords))) : result;
        Leave();
        return inner;
    }

    // Adding to a list that is not there changes nothing, for the default is the whole list (EOS: all VLANs).
    private void ChangeList(CommandMatch match, bool add)
    {
        var key = string.Join(' ', match.Words.SkipLast(2));
        if (Place.Section.Find(key) is not { } item)
        {
            return;
        }

        var old = item.Line[(key.Length + 1)..];
        var numbers = NumberRanges.Parse(char.IsAsciiDigit(old[0]) ? old : "");
        if (add)
        {
            numbers.UnionWith(NumberRanges.Parse(match.Words[^1]));
        }
        else
        {
            numbers.ExceptWith(NumberRanges.Parse(match.Words[^1]));
        }

        Place.Section.Set(item with { Line = $"{key} {(numbers.Count == 0 ? "none" : NumberRanges.Format(numbers))}" });
    }

    private CommandMatch Numbered(CommandMatch match, string prefix)
    {
        var lead = prefix.Length == 0 ? [] : new[] { prefix };
        var numbered = grammar[Place.Mode].Rules.First(rule => rule.Is("numbered"));
        var entries = Place.Section.Items.Where(item => item.Rule == numbered).ToList();
        var same = entries.FirstOrDefault(item => item.Line.EndsWith(' ' + match.Line, StringComparison.Ordinal)
            && item.Line.Length - match.Line.Length == item.Key.Length + 1);
        var last = entries.Select(item => int.Parse(item.Key.Split(' ')[^1], CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        var number = same?.Key.Split(' ')[^1] ?? (last + 10).ToString(CultureInfo.InvariantCulture);
        return new(MatchStatus.Complete, numbered, [.. lead, number, .. match.Words], lead.Length + 1, 0);
    }

    private EditResult Unset(CommandMatch match, string verb)
    {
        var section = Place.Section;
        if (match.Status == MatchStatus.Complete && verb == "no" && (match.Rule!.Is("hidden") || match.Rule.Is("both")))
        {
            section.Set(Item(match) with { Line = "no " + match.Line });
            return EditResult.Accepted;
        }

        var key = match.Status == MatchStatus.Complete ? match.Key : match.Line;
        foreach (var item in section.Items.Where(item => item.Key == key || item.Key.StartsWith(key + " ", StringComparison.Ordinal)).ToList())
        {
            section.Remove(item.Key);
        }

        if (match.Rule!.Is("number") && section.Items.FirstOrDefault(item => item.Line.EndsWith(' ' + match.Line, StringComparison.Ordinal)) is { } entry)
        {
            section.Remove(entry.Key);
        }

        return EditResult.Accepted;
    }
}
