using System.Text;

namespace Provisioning.Lab.Terminals;

/// <summary>The line that is being typed, and the echo of its typing.</summary>
internal sealed class LineEditor
{
    private readonly StringBuilder _line = new();
    private readonly StringBuilder _echo = new();
    private int _column;
    private bool _quoted;

    public string Line => _line.ToString();

    /// <summary>A new line starts after a prompt.</summary>
    public void Start(int column) => _column = column;

    /// <summary>The line, which is then empty.</summary>
    public string Take()
    {
        var line = _line.ToString();
        _line.Clear();
        return line;
    }

    /// <summary>Shows the line again after a new prompt.</summary>
    public void Retype() => _echo.Append(_line);

    // Each of CR and LF ends a line (GNU readline binds both), so CRLF gives an empty line more.
    public EditorKey Type(char key, bool verbatim)
    {
        if (_quoted || key is '\r' or '\n')
        {
            return _quoted ? Insert(key) : EditorKey.Enter;
        }

        switch (key)
        {
            case '\x3':
                return EditorKey.Interrupt;
            case '\x4':
                return _line.Length == 0 ? EditorKey.EndOfFile : EditorKey.Text;
            case '\b' or '\x7f':
                return Erase(1);
            case '\x15':
                return Erase(_line.Length);
            case '\x16' when !verbatim:
                _quoted = true;
                return EditorKey.Text;
            case '?' when !verbatim:
                return EditorKey.Help;
            case '\t' when !verbatim:
                return EditorKey.Text;
            default:
                return Insert(key);
        }
    }

    /// <summary>What to echo since the last call; a line that is wider than the terminal is wrapped.</summary>
    public string TakeEcho(int width)
    {
        if (_echo.Length == 0)
        {
            return "";
        }

        var text = _echo.ToString();
        _echo.Clear();
        if (width <= 0 || (_column + text.Length < width && !text.Contains('\b', StringComparison.Ordinal)))
        {
            _column += text.Length;
            return text;
        }

        var wrapped = new StringBuilder();
        foreach (var character in text)
        {
            wrapped.Append(character);
            if (character == '\b')
            {
                _column--;
                continue;
            }

            // At the last column readline prints a space and CR, which moves terminals to the next row.
            if (++_column % width == 0)
            {
                wrapped.Append(" \r");
            }
        }

        return wrapped.ToString();
    }

    private EditorKey Insert(char key)
    {
        _quoted = false;
        _line.Append(key);
        _echo.Append(key);
        return EditorKey.Text;
    }

    private EditorKey Erase(int count)
    {
        for (; count > 0 && _line.Length > 0; count--)
        {
            _line.Length--;
            _echo.Append("\b \b");
        }

        return EditorKey.Text;
    }
}
