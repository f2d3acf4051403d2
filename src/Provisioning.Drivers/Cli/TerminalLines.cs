using System.Text;

namespace Provisioning.Drivers.Cli;

/// <summary>
/// Turns a terminal's bytes into lines, as a screen one line high would show them: carriage returns and backspaces move the
/// cursor, erase codes erase, other escape sequences and NUL bytes vanish. Fed one byte at a time it gives the same lines.
/// </summary>
internal sealed class TerminalLines
{
    private const int LongestLine = 1 << 20;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _parameters = new();
    private char[] _line = new char[256];
    private char[] _characters = [];
    private int _length;
    private int _cursor;
    private Escape _escape;

    private enum Escape
    {
        None,
        Begun,
        Control,
        Command,
        CommandEnding,
    }

    /// <summary>The line that has no end yet, e.g. a prompt; valid until more is fed.</summary>
    public ReadOnlySpan<char> Current => _line.AsSpan(0, _length);

    /// <summary>Takes bytes; every line they complete goes to <paramref name="onLine"/>.</summary>
    public void Feed(ReadOnlySpan<byte> bytes, Action<string> onLine)
    {
        if (_characters.Length < bytes.Length + 2)
        {
            _characters = new char[bytes.Length + 2];
        }

        var count = _decoder.GetChars(bytes, _characters, flush: false);
        for (ReadOnlySpan<char> rest = _characters.AsSpan(0, count); !rest.IsEmpty;)
        {
            var plain = _escape == Escape.None ? PlainRun(rest) : 0;
            if (plain > 0)
            {
                Write(rest[..plain]);
                rest = rest[plain..];
                continue;
            }

            Take(rest[0], onLine);
            rest = rest[1..];
        }
    }

    private static int PlainRun(ReadOnlySpan<char> text)
    {
        var control = text.IndexOfAnyInRange('\0', '\x1f');
        return control < 0 ? text.Length : control;
    }

    private void Write(ReadOnlySpan<char> text)
    {
        if (_length + text.Length > LongestLine)
        {
            throw new InvalidDataException($"a line of more than {LongestLine} characters; gave up.");
        }

        if (_cursor + text.Length > _line.Length)
        {
            Array.Resize(ref _line, Math.Max(_line.Length * 2, _cursor + text.Length));
        }

        text.CopyTo(_line.AsSpan(_cursor));
        _cursor += text.Length;
        _length = Math.Max(_length, _cursor);
    }

    private void Take(char character, Action<string> onLine)
    {
        if (_escape != Escape.None)
        {
            TakeEscape(character, onLine);
            return;
        }

        switch (character)
        {
            case '\n':
                onLine(new string(_line, 0, _length));
                (_length, _cursor) = (0, 0);
                break;
            case '\r':
                _cursor = 0;
                break;
            case '\b':
                _cursor = Math.Max(0, _cursor - 1);
                break;
            case '\x1b':
                _escape = Escape.Begun;
                break;
            case '\t' or '\x03':
                Write([character]);
                break;
        }
    }

    // ECMA-48: CSI is ESC [ parameters final; OSC, DCS, SOS, PM and APC are ESC ] P X ^ _ text BEL or ESC \; the others are
    // ESC, intermediates (space to /), final. A control character inside a CSI ends it, lest a cut one swallow a line.
    private void TakeEscape(char character, Action<string> onLine)
    {
        switch (_escape)
        {
            case Escape.Begun:
                _parameters.Clear();
                _escape = character switch
                {
                    '[' => Escape.Control,
                    ']' or 'P' or 'X' or '^' or '_' => Escape.Command,
                    '\x1b' or (>= ' ' and <= '/') => Escape.Begun,
                    _ => Escape.None,
                };
                break;
            case Escape.Control when character is >= '@' and <= '~':
                Erase(character, _parameters.ToString());
                _escape = Escape.None;
                break;
            case Escape.Control when character < ' ':
                _escape = Escape.None;
                Take(character, onLine);
                break;
            case Escape.Control when _parameters.Length < 32:
                _parameters.Append(character);
                break;
            case Escape.Command when character == '\x1b':
                _escape = Escape.CommandEnding;
                break;
            case Escape.Command when character == '\a':
            case Escape.CommandEnding:
                _escape = Escape.None;
                break;
        }
    }

    private void Erase(char final, string parameters)
    {
        if (final == 'K' && parameters is "" or "0")
        {
            _length = Math.Min(_length, _cursor);
        }
        else if (final == 'K')
        {
            (_length, _cursor) = (0, 0);
        }
        else if (final == 'D')
        {
            _cursor = Math.Max(0, _cursor - (int.TryParse(parameters, out var columns) ? Math.Max(1, columns) : 1));
        }
    }
}
