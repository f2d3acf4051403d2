using System.Text;

namespace Provisioning.Drivers.Cli;

/// <summary>Lines on their way to the device and back: which were typed, and which of those were echoed.</summary>
/// <param name="lines">All that are to be typed, in order.</param>
internal sealed class CliUnderWay(IReadOnlyList<CliLine> lines)
{
    // Made only when an output comes while lines are under way, for most lines are echoed at once.
    private Dictionary<string, int>? _commands;
    private Dictionary<string, int>? _texts;

    /// <summary>How many were typed.</summary>
    public int Sent { get; private set; }

    /// <summary>How many were echoed.</summary>
    public int Echoed { get; private set; }

    /// <summary>How many bytes were typed and not echoed yet.</summary>
    public int Bytes { get; private set; }

    /// <summary>Whether all were typed.</summary>
    public bool IsAllSent => Sent == lines.Count;

    /// <summary>Whether all that were typed were echoed.</summary>
    public bool IsEmpty => Echoed == Sent;

    /// <summary>The next to be typed.</summary>
    public CliLine ToSend => lines[Sent];

    /// <summary>The next to be echoed.</summary>
    public CliLine Awaited => lines[Echoed];

    /// <summary>Those that were typed and not echoed yet.</summary>
    public IEnumerable<CliLine> Lines => lines.Skip(Echoed).Take(Sent - Echoed);

    /// <summary>How many bytes a line has, with its end.</summary>
    public static int Size(CliLine line) => Encoding.UTF8.GetByteCount(line.Text) + 1;

    /// <summary>The next line is typed.</summary>
    public void Send()
    {
        Forget();
        Bytes += Size(lines[Sent++]);
    }

    /// <summary>The awaited line was echoed.</summary>
    /// <returns>Its bytes.</returns>
    public int Echo()
    {
        var line = lines[Echoed++];
        var counts = line.InHereDoc ? _texts : _commands;
        if (counts is not null && line.Text.TrimEnd() is { Length: > 0 } text)
        {
            counts[text]--;
        }

        Bytes -= Size(line);
        return Size(line);
    }

    /// <summary>The lines under way are lost, and will be typed again.</summary>
    public void TakeBack()
    {
        Forget();
        (Sent, Bytes) = (Echoed, 0);
    }

    /// <summary>Whether a command of that text is under way.</summary>
    public bool HasCommand(string text) => !IsEmpty && Has(_commands ??= Count(inHereDoc: false), text);

    /// <summary>Whether a line of that text is under way.</summary>
    public bool Has(string text) => HasCommand(text) || (!IsEmpty && Has(_texts ??= Count(inHereDoc: true), text));

    private static bool Has(Dictionary<string, int> counts, string text) =>
        counts.TryGetValue(text.TrimEnd(), out var count) && count > 0;

    private Dictionary<string, int> Count(bool inHereDoc)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in Lines)
        {
            if (line.InHereDoc == inHereDoc && line.Text.TrimEnd() is { Length: > 0 } text)
            {
                counts[text] = counts.GetValueOrDefault(text) + 1;
            }
        }

        return counts;
    }

    private void Forget() => (_commands, _texts) = (null, null);
}
