namespace Provisioning.Lab.Commands;

/// <summary>
/// A platform's commands, read from text: <c>[mode]</c> starts a mode, every other line is a command of it.
/// Lower-case words are keywords (<c>in|out</c>: either), upper-case ones arguments; <c>::</c> ends what names the setting,
/// <c>&gt; mode</c> names the mode that it enters, <c>@flag</c> or <c>@flag=value</c> says what else is special,
/// a leading <c>&amp;</c> puts it in the group of the command before it, <c>&amp;&amp;</c> at the very place of it (such lines are sorted
/// by their text), and <c>#</c> starts a comment.
/// </summary>
internal sealed class CommandGrammar
{
    private readonly Dictionary<string, CommandMode> _modes = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, ArgumentReader> _arguments;
    private int _order;
    private int _group;
    private int _index;

    public CommandGrammar(string text, IReadOnlyDictionary<string, ArgumentReader> arguments)
    {
        _arguments = arguments;
        CommandMode? mode = null;
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[')
            {
                mode = Open(line.Trim('[', ']'));
            }
            else
            {
                (mode ?? throw new FormatException($"The command '{line}' stands before the first [mode].")).Add(Rule(line));
            }
        }
    }

    public CommandMode this[string mode] => _modes[mode];

    private CommandMode Open(string name)
    {
        if (!_modes.TryGetValue(name, out var mode))
        {
            _modes[name] = mode = new CommandMode(name);
        }

        return mode;
    }

    private CommandRule Rule(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var samePlace = words.Remove("&&");
        _order += samePlace ? 0 : 1;
        _group += samePlace || words.Remove("&") ? 0 : 1;
        var flags = words.Where(word => word[0] == '@').Select(word => word[1..].Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "");
        words.RemoveAll(word => word[0] == '@');
        var opens = words.IndexOf(">") is var arrow and >= 0 ? words[arrow + 1] : null;
        words = opens is null ? words : words[..words.IndexOf(">")];
        var key = words.IndexOf("::");
        words.Remove("::");
        return new(words.Select(Token).ToList(), key, new(_group, _order, ++_index), opens, flags);
    }

    private PatternToken Token(string word) => char.IsUpper(word[0])
        ? new([], _arguments.TryGetValue(word, out var reader) ? reader : throw new FormatException($"No argument kind '{word}'."))
        : new(word.Split('|'), null);
}
