using System.Text;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>The words of a Tcl command: bare, in quotes, in braces, with variables, commands and backslashes replaced (Tcl(n)).</summary>
internal sealed class IosTclWords
{
    private readonly string _script;
    private readonly Func<string, string> _variable;
    private readonly Func<string, string> _command;
    private int _at;

    private IosTclWords(string script, Func<string, string> variable, Func<string, string> command) =>
        (_script, _variable, _command) = (script, variable, command);

    public static IReadOnlyList<string> Read(string script, Func<string, string> variable, Func<string, string> command)
    {
        var words = new IosTclWords(script, variable, command);
        var found = new List<string>();
        while (words.Next() is { } word)
        {
            found.Add(word);
        }

        return found;
    }

    /// <summary>Whether every quote, brace and bracket is closed.</summary>
    public static bool IsComplete(string script)
    {
        var (quoted, braces, brackets, starts) = (false, 0, 0, true);
        for (var at = 0; at < script.Length; at++)
        {
            var one = script[at];
            if (one == '\\')
            {
                at++;
                starts = false;
                continue;
            }

            if (braces > 0)
            {
                braces += one == '{' ? 1 : one == '}' ? -1 : 0;
            }
            else if (one == '"' && (quoted || starts))
            {
                quoted = !quoted;
            }
            else if (!quoted && one == '{' && starts)
            {
                braces = 1;
            }
            else
            {
                brackets += one == '[' ? 1 : one == ']' ? -1 : 0;
            }

            starts = one is ' ' or '[' or '\n';
        }

        return !quoted && braces == 0 && brackets <= 0 && !script.EndsWith('\\');
    }

    private string? Next()
    {
        while (_at < _script.Length && _script[_at] is ' ' or '\t' or '\n')
        {
            _at++;
        }

        return _at >= _script.Length ? null : _script[_at] switch
        {
            '{' => Braced(),
            '"' => Substituted(quoted: true),
            _ => Substituted(quoted: false),
        };
    }

    private string Braced()
    {
        var word = new StringBuilder();
        for (var depth = 0; _at < _script.Length; _at++)
        {
            var one = _script[_at];
            depth += one == '{' ? 1 : one == '}' ? -1 : 0;
            if (depth == 0)
            {
                _at++;
                return End(word);
            }

            if (one == '\\' && _at + 1 < _script.Length)
            {
                word.Append(_script[_at + 1] == '\n' ? " " : _script.Substring(_at, 2));
                _at++;
            }
            else if (depth > 1 || one != '{' || word.Length > 0)
            {
                word.Append(one);
            }
        }

        throw new IosTclException("missing close-brace");
    }

    private string End(StringBuilder word) =>
        _at >= _script.Length || _script[_at] is ' ' or '\n' ? word.ToString() : throw new IosTclException("extra characters after close-brace");

    private string Substituted(bool quoted)
    {
        var word = new StringBuilder();
        for (_at += quoted ? 1 : 0; _at < _script.Length && (quoted ? _script[_at] != '"' : _script[_at] is not (' ' or '\n'));)
        {
            word.Append(_script[_at] switch
            {
                '\\' => Escape(),
                '$' => Variable(),
                '[' => Command(),
                var one => one.ToString(),
            });
            _at++;
        }

        if (!quoted)
        {
            return word.ToString();
        }

        _at++;
        return _at >= _script.Length || _script[_at] is ' ' or '\n' ? word.ToString() : throw new IosTclException("extra characters after close-quote");
    }

    // Leaves the place at the last character of what it read.
    private string Escape()
    {
        var one = ++_at < _script.Length ? _script[_at] : '\\';
        if (one is >= '0' and <= '7')
        {
            var value = 0;
            var end = _at;
            for (; end < _script.Length && end < _at + 3 && _script[end] is >= '0' and <= '7'; end++)
            {
                value = (value * 8) + (_script[end] - '0');
            }

            _at = end - 1;
            return ((char)(value & 0xff)).ToString();
        }

        return one switch { 'n' => "\n", 't' => "\t", 'r' => "\r", 'a' => "\a", 'b' => "\b", 'f' => "\f", 'v' => "\v", '\n' => " ", _ => one.ToString() };
    }

    private string Variable()
    {
        var end = _at + 1;
        while (end < _script.Length && (char.IsAsciiLetterOrDigit(_script[end]) || _script[end] == '_'))
        {
            end++;
        }

        var name = _script[(_at + 1)..end];
        _at = end - 1;
        return name.Length == 0 ? "$" : _variable(name);
    }

    private string Command()
    {
        var start = _at + 1;
        for (var depth = 0; _at < _script.Length; _at++)
        {
            depth += _script[_at] == '[' ? 1 : _script[_at] == ']' ? -1 : 0;
            if (depth == 0)
            {
                return _command(_script[start.._at]);
            }
        }

        throw new IosTclException("missing close-bracket");
    }
}
