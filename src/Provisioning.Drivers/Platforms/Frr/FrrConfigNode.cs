namespace Provisioning.Drivers.Platforms.Frr;

/// <summary>A line of an FRRouting config with the lines of the mode it opens.</summary>
internal sealed class FrrConfigNode(string text)
{
    private readonly List<FrrConfigNode> _children = [];
    private readonly Dictionary<string, FrrConfigNode> _byText = new(StringComparer.Ordinal);

    /// <summary>The line, without indentation.</summary>
    public string Text { get; } = text;

    /// <summary>The line as the device wrote it; null when it was not the device.</summary>
    public string? Raw { get; set; }

    public IReadOnlyList<FrrConfigNode> Children => _children;

    /// <summary>What stands between the line and its children without meaning. As it stands.</summary>
    public List<string> Lead { get; } = [];

    /// <summary>What follows the node without meaning: <c>exit</c>, <c>!</c>. As it stands, with indentation.</summary>
    public List<string> Tail { get; } = [];

    /// <summary>Makes it and its children look as the device would write them: no comments, no blank lines, its indentation.</summary>
    public void Normalize()
    {
        Raw = null;
        Lead.Clear();
        Tail.RemoveAll(line => string.IsNullOrWhiteSpace(line) || (line.AsSpan().Trim() is not "!" && line.AsSpan().TrimStart()[0] is '!' or '#'));
        _children.ForEach(child => child.Normalize());
    }

    public FrrConfigNode? Find(string text) => _byText.GetValueOrDefault(text);

    public FrrConfigNode? FindPrefix(string prefix) =>
        _children.Find(child => child.Text.StartsWith(prefix, StringComparison.Ordinal));

    public void Append(FrrConfigNode child)
    {
        _children.Add(child);
        _byText[child.Text] = child;
    }

    /// <summary>Puts a new line behind those most like it, as FRRouting prints them together.</summary>
    public void Insert(FrrConfigNode child)
    {
        var words = child.Text.Split(' ');
        var index = LastWith(string.Join(' ', words.Take(2)) + " ");
        index = index >= 0 ? index : LastWith(words[0] + " ");
        index = index >= 0 ? index : _children.FindLastIndex(other => other._children.Count == 0 && child._children.Count == 0);
        Place(index < 0 ? _children.Count : index + 1, child);
    }

    public void Replace(FrrConfigNode old, FrrConfigNode child)
    {
        var index = _children.IndexOf(old);
        child.Tail.Clear();
        child.Tail.AddRange(old.Tail);
        _children[index] = child;
        _byText.Remove(old.Text);
        _byText[child.Text] = child;
    }

    /// <summary>Takes out what <c>no TEXT</c> removes: the line itself, or else all that begin with it.</summary>
    public void Remove(string text)
    {
        var gone = Find(text) is { } exact ? [exact] : _children.FindAll(child => child.Text.StartsWith(text + " ", StringComparison.Ordinal));
        foreach (var child in gone)
        {
            _byText.Remove(child.Text);
            _children.Remove(child);
        }
    }

    private int LastWith(string prefix) => _children.FindLastIndex(other => other.Text.StartsWith(prefix, StringComparison.Ordinal));

    // A separator behind the group belongs to the group's end, so it moves on to the new last line.
    private void Place(int index, FrrConfigNode child)
    {
        _children.Insert(index, child);
        _byText[child.Text] = child;
        if (index > 0 && child._children.Count == 0 && _children[index - 1] is { _children.Count: 0 } before)
        {
            child.Tail.Clear();
            child.Tail.AddRange(before.Tail);
            before.Tail.Clear();
        }
    }
}
