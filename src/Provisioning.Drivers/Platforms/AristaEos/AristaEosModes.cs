namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>The modes that a config text is in, by its indentation.</summary>
internal sealed class AristaEosModes
{
    private readonly Stack<int> _indents = new();

    /// <summary>How many modes are open.</summary>
    public int Open => Math.Max(0, _indents.Count - 1);

    /// <summary>Goes to the next command and tells how many <c>exit</c> must be typed before it, or for it.</summary>
    /// <param name="indent">Its indentation, in characters; only differences count.</param>
    /// <param name="isExit">Whether it is <c>exit</c> itself.</param>
    public int Enter(int indent, bool isExit)
    {
        var exits = 0;
        while (_indents.Count > 1 && indent <= _indents.ElementAt(1))
        {
            _indents.Pop();
            exits++;
        }

        if (isExit)
        {
            return exits > 0 ? exits : ExitHere();
        }

        // Less than the lines before and more than the line that opened the mode: a crooked line of the same mode.
        if (_indents.Count > 0 && indent < _indents.Peek())
        {
            _indents.Pop();
        }

        if (_indents.Count == 0 || indent > _indents.Peek())
        {
            _indents.Push(indent);
        }

        return exits;
    }

    // In a text without indentation nothing but "exit" tells that a mode ends.
    private int ExitHere()
    {
        if (_indents.Count > 1)
        {
            _indents.Pop();
        }

        return 1;
    }
}
