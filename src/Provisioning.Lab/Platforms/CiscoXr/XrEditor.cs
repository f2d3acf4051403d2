using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>
/// Takes typed lines into a configuration: sections by indentation-free commands, banners up to their delimiter, and policies
/// and sets up to their end line. A line of another mode leaves the modes in between (recorded on 24.3.1).
/// </summary>
internal sealed partial class XrEditor(ConfigSection root, CommandGrammar grammar)
{
    private readonly ConfigEditor _editor = new(root, grammar);
    private readonly StringBuilder _text = new();
    private CommandMatch? _textOf;
    private string _end = "";
    private string _block = "";

    public ConfigSection Root => root;

    /// <summary>Whether a banner is open: no prompt is shown, and every key is text.</summary>
    public bool InBanner => _textOf is not null && _block.Length == 0;

    /// <summary>Whether a policy or set is open.</summary>
    public bool InBlock => _block.Length > 0;

    public bool AtTop => _editor.AtTop && !InBlock;

    /// <summary>The lines that lead from the top to the mode; none into a banner, policy or set.</summary>
    public IReadOnlyList<string> Way => _editor.Way;

    /// <summary>What the prompt shows behind <c>config</c>, e.g. <c>-if</c>.</summary>
    public string Mode => InBlock ? "-" + _block : _editor.AtTop ? "" : "-" + _editor.Place.Prompt;

    public IReadOnlyList<string> Keywords(IReadOnlyList<string> words, string start) => _editor.Keywords(words, start);

    /// <summary>Goes to the top; not from a policy or set, where the word is unknown (recorded).</summary>
    public bool GoToTop()
    {
        while (!_editor.AtTop && !InBlock)
        {
            _editor.Leave();
        }

        return !InBlock;
    }

    /// <summary>Leaves the innermost mode.</summary>
    public void Leave()
    {
        if (InBlock)
        {
            Close(_end);
        }
        else if (!_editor.AtTop)
        {
            _editor.Leave();
        }
    }

    public EditResult Enter(string line)
    {
        if (_textOf is not null)
        {
            return InBanner ? AddToBanner(line) : AddToBlock(line.Trim());
        }

        if (Banner().Match(line.Trim()) is { Success: true } banner)
        {
            return OpenBanner(banner);
        }

        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return grammar["config"].Match(words) is { Status: MatchStatus.Complete } match && match.Rule!.Flags.TryGetValue("block", out var block)
            && (_editor.AtTop || grammar[_editor.Place.Mode].Match(words).Status != MatchStatus.Complete)
            ? OpenBlock(match, block)
            : _editor.Enter(line);
    }

    private EditResult OpenBanner(Match banner)
    {
        GoToTop();
        var key = $"banner {banner.Groups["kind"].Value}";
        (_textOf, _end, _block) = (new(MatchStatus.Complete, XrBanner.Rule, [key, banner.Groups["text"].Value], 1, 0), banner.Groups["text"].Value[..1], "");
        _text.Clear();
        if (banner.Groups["text"].Value.IndexOf(_end, 1, StringComparison.Ordinal) >= 0)
        {
            Keep();
            return EditResult.Accepted;
        }

        return new(EditStatus.TextFollows, _end);
    }

    private EditResult AddToBanner(string line)
    {
        _text.Append(line).Append('\n');
        if (line.Contains(_end, StringComparison.Ordinal))
        {
            Keep();
        }

        return EditResult.Accepted;
    }

    private EditResult OpenBlock(CommandMatch match, string block)
    {
        GoToTop();
        (_textOf, _block, _end) = (match, block.Split(',')[0], block.Split(',')[1]);
        _text.Clear();
        return EditResult.Accepted;
    }

    private EditResult AddToBlock(string line)
    {
        if (line is "root" or "commit" || line.StartsWith("show ", StringComparison.Ordinal))
        {
            return new(EditStatus.Invalid);
        }

        if (line == _end)
        {
            Close(line);
        }
        else
        {
            _text.Append("  ").Append(line).Append('\n');
        }

        return EditResult.Accepted;
    }

    private void Close(string end)
    {
        _text.Append(end).Append('\n');
        Keep();
    }

    private void Keep()
    {
        root.Set(new() { Key = _textOf!.Key, Line = _textOf.Line, Rule = _textOf.Rule!, Text = _text.ToString() });
        (_textOf, _block) = (null, "");
    }

    [GeneratedRegex(@"^banner +(?<kind>motd|login|exec|incoming|prompt-timeout) +(?<text>\S.*)$")]
    private static partial Regex Banner();
}
