namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>A line of an NX-OS config with the lines of the mode it opens. A banner is one line, whatever is in it.</summary>
internal sealed class NxosConfigNode(string text)
{
    private readonly List<NxosConfigNode> _children = [];

    /// <summary>The line, without indentation.</summary>
    public string Text { get; } = text;

    public IReadOnlyList<NxosConfigNode> Children => _children;

    public NxosConfigNode? Find(string text) => _children.Find(child => child.Text == text);

    /// <summary>The lines that <c>no TEXT</c> removes: the line itself, or else all that begin with its words.</summary>
    public List<NxosConfigNode> Removed(string text) =>
        Find(text) is { } exact ? [exact] : _children.FindAll(child => child.Text.StartsWith(text + " ", StringComparison.Ordinal));

    public void Append(NxosConfigNode child) => _children.Add(child);

    public void Remove(NxosConfigNode child) => _children.Remove(child);

    public void Replace(NxosConfigNode old, NxosConfigNode child) => _children[_children.IndexOf(old)] = child;

    /// <summary>Puts a new line behind those most like it, as NX-OS prints them together.</summary>
    public void Insert(NxosConfigNode child)
    {
        var words = child.Text.Split(' ');
        for (var count = words.Length - 1; count > 0; count--)
        {
            var start = string.Join(' ', words.Take(count)) + " ";
            if (_children.FindLastIndex(other => other.Text.StartsWith(start, StringComparison.Ordinal)) is var last and >= 0)
            {
                _children.Insert(last + 1, child);
                return;
            }
        }

        _children.Add(child);
    }
}
