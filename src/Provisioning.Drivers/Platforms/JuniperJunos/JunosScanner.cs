namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>Finds where the statements of a text begin, with regard to quotes, comments and braces.</summary>
/// <param name="text">The text.</param>
/// <param name="isCommand">Whether a word begins a command, which ends with its line.</param>
internal sealed class JunosScanner(string text, Func<string, bool> isCommand)
{
    private int _at;
    private int _line = 1;
    private int _depth;
    private int _opened;

    /// <summary>Whether a statement at any depth is tagged <c>replace:</c>; known at the end.</summary>
    public bool HasReplaceTags { get; private set; }

    /// <summary>What has no end; null when all is whole. Known at the end.</summary>
    public string? Unfinished { get; private set; }

    /// <summary>The line and first word of every statement outside braces.</summary>
    public IEnumerable<(int Line, string Word)> Statements()
    {
        var (fresh, command) = (true, false);
        while (Next() is { } token)
        {
            HasReplaceTags |= token.Word == "replace:";
            if (fresh && _depth == 0)
            {
                command = isCommand(token.Word);
                yield return token;
            }

            fresh = token.Word is ";" or "{" or "}" || (command && EndsLine());
            _depth += token.Word == "{" ? 1 : token.Word == "}" ? -1 : 0;
            _opened = _depth == 1 && token.Word == "{" ? token.Line : _opened;
            if (_depth < 0)
            {
                Unfinished ??= $"Line {token.Line} of the intended config closes a brace that nothing opened.";
                yield break;
            }
        }

        Unfinished ??= _depth > 0 ? $"The brace that line {_opened} of the intended config opens is never closed." : null;
    }

    private bool EndsLine()
    {
        var end = text.AsSpan(_at).IndexOfAnyExcept(" \t\r");
        return end >= 0 && text[_at + end] == '\n';
    }

    private (int Line, string Word)? Next()
    {
        SkipBlanks();
        if (_at >= text.Length)
        {
            return null;
        }

        var (line, start) = (_line, _at);
        if (text[_at] == '"')
        {
            SkipQuoted(line);
        }
        else if (text[_at] is '{' or '}' or ';')
        {
            _at++;
        }
        else
        {
            while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('{' or '}' or ';' or '"'))
            {
                _at++;
            }
        }

        return (line, text[start.._at]);
    }

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (text[_at] == '#')
            {
                Skip("\n", 0, "");
            }
            else if (text.AsSpan(_at).StartsWith("/*"))
            {
                Skip("*/", 2, $"The comment that begins in line {_line} of the intended config has no end.");
            }
            else if (char.IsWhiteSpace(text[_at]))
            {
                _line += text[_at++] == '\n' ? 1 : 0;
            }
            else
            {
                return;
            }
        }
    }

    private void Skip(string mark, int length, string unfinished)
    {
        var end = text.IndexOf(mark, Math.Min(_at + length, text.Length), StringComparison.Ordinal);
        Unfinished ??= end < 0 && unfinished.Length > 0 ? unfinished : null;
        end = end < 0 ? text.Length : end + length;
        _line += text.AsSpan(_at, end - _at).Count('\n');
        _at = end;
    }

    private void SkipQuoted(int line)
    {
        for (_at++; _at < text.Length && text[_at] != '"'; _at++)
        {
            _at += text[_at] == '\\' && _at + 1 < text.Length ? 1 : 0;
            _line += text[_at] == '\n' ? 1 : 0;
        }

        Unfinished ??= _at >= text.Length ? $"The quoted text that begins in line {line} of the intended config has no end." : null;
        _at = Math.Min(_at + 1, text.Length);
    }
}
