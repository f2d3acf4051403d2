namespace Provisioning.Drivers.Cli;

/// <summary>The modes that a config text is in, by its indentation.</summary>
internal sealed class IndentedModes
{
    private readonly Stack<(int Indent, CliLine? Opener)> _modes = new();
    private CliLine? _last;

    /// <summary>The lines that opened the modes which are open, outermost first.</summary>
    public IEnumerable<CliLine> Openers => _modes.Reverse().Select(mode => mode.Opener).OfType<CliLine>();

    /// <summary>Goes to where the next command stands.</summary>
    /// <param name="indent">Its indentation, in characters; only differences count.</param>
    /// <returns>Whether that leaves a mode.</returns>
    public bool Enter(int indent)
    {
        var open = _modes.Count;
        while (_modes.Count > 1 && indent <= _modes.ElementAt(1).Indent)
        {
            _modes.Pop();
        }

        var left = _modes.Count < open;

        // Less than the lines before and more than the line that opened the mode: a crooked line of the same mode.
        var opener = _last;
        if (_modes.TryPeek(out var here) && indent < here.Indent)
        {
            opener = _modes.Pop().Opener;
        }

        if (_modes.Count == 0 || indent > _modes.Peek().Indent)
        {
            _modes.Push((indent, opener));
        }

        return left;
    }

    /// <summary>Leaves the innermost mode; false where the indentation tells of none.</summary>
    public bool Exit() => _modes.Count > 1 && _modes.TryPop(out _);

    /// <summary>A command was typed, which may have opened a mode.</summary>
    public void Typed(CliLine line) => _last = line;
}
