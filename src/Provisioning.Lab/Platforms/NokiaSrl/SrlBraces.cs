using System.Text;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>Writes entries in order, opening and closing braces between them.</summary>
internal sealed class SrlBraces(bool signed = false)
{
    private readonly StringBuilder _text = new();
    private readonly List<(SrlPath Place, char Sign)> _open = [];

    /// <summary>Writes an entry.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="sign">What stands before it in a diff.</param>
    /// <param name="values">Its values, when it is a leaf.</param>
    /// <param name="signOf">The sign of what must be opened above it.</param>
    public void Write(SrlPath path, char sign, IReadOnlyList<string> values, Func<SrlPath, char> signOf)
    {
        var holder = path.Node!.IsLeaf ? path.Parent : path;
        Close(_open.TakeWhile(open => holder.IsAtOrBelow(open.Place)).Count());
        while (_open.Count < holder.Steps.Count)
        {
            var place = holder.Take(_open.Count + 1);
            var mark = signed ? signOf(place) : ' ';
            Line(mark, _open.Count, place.Last + " {");
            _open.Add((place, mark));
        }

        if (path.Node.Kind == SrlKind.Leaf)
        {
            Line(sign, _open.Count, $"{path.Node.Name} {SrlLine.Quote(values[0])}");
        }
        else if (path.Node.IsLeaf)
        {
            Line(sign, _open.Count, $"{path.Node.Name} [");
            values.ToList().ForEach(value => Line(sign, _open.Count + 1, SrlLine.Quote(value)));
            Line(sign, _open.Count, "]");
        }
    }

    public string End()
    {
        Close(0);
        return _text.ToString();
    }

    private void Close(int left)
    {
        while (_open.Count > left)
        {
            var (_, sign) = _open[^1];
            _open.RemoveAt(_open.Count - 1);
            Line(sign, _open.Count, "}");
        }
    }

    // A diff has its sign in the first column and the text two columns further to the right (recorded).
    private void Line(char sign, int depth, string text) =>
        _text.Append(signed ? $"{sign}     " : "    ").Append(' ', depth * 4).Append(text).Append('\n');
}
