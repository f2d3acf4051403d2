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
    private readonly StringBuilder _line = new();
    private readonly StringBuilder _parameters = new();
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

    /// <summary>The line that has no end yet, e.g. a prompt.</summary>
    public string Current => _line.ToString();

    /// <summary>Takes bytes; every line they complete goes to <paramref name="onLine"/>.</summary>
    public void Feed(ReadOnlySpan<byte> bytes, Action<string> onLine)
    {
        Span<char> characters = bytes.Length <= 512 ? stackalloc char[bytes.Length + 2] : new char[bytes.Length + 2];
        var count = _decoder.GetChars(bytes, characters, flush: false);
        for (ReadOnlySpan<char> rest = characters[..count]; !rest.IsEmpty;)
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
        if (_line.Length + text.Length > LongestLine)
        {
            throw new InvalidDataException($"The device sent a line of more than {LongestLine} characters.");
        }

        var over = Math.Min(_line.Length - _cursor, text.Length);
        for (var index = 0; index < over; index++)
        {
            _line[_cursor + index] = text[index];
        }

        _line.Append(text[over..]);
        _cursor += text.Length;
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
                onLine(_line.ToString());
                _line.Clear();
                _cursor = 0;
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
            _line.Length = Math.Min(_line.Length, _cursor);
        }
        else if (final == 'K')
        {
            _line.Clear();
            _cursor = 0;
        }
        else if (final == 'D')
        {
            _cursor = Math.Max(0, _cursor - (int.TryParse(parameters, out var columns) ? Math.Max(1, columns) : 1));
        }
    }
}
