using System.Text;

namespace Provisioning.Sources.Inventories.Trees;

/// <summary>Turns an offset in UTF-8 text into a line and a column of characters.</summary>
internal sealed class LineMap
{
    private readonly byte[] _text;
    private readonly List<int> _starts = [0];

    public LineMap(byte[] text)
    {
        _text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'\n')
                _starts.Add(i + 1);
        }
    }

    /// <summary>The position of a byte in a line, both from 0.</summary>
    public Position At(int line, long byteInLine) => At(_starts[line] + byteInLine);

    /// <summary>The position of a byte in the text, from 0.</summary>
    public Position At(long offset)
    {
        var end = (int)Math.Min(offset, _text.Length);
        var found = _starts.BinarySearch(end);
        var line = found < 0 ? ~found - 1 : found;
        return new(line + 1, Encoding.UTF8.GetCharCount(_text.AsSpan(_starts[line], end - _starts[line])) + 1);
    }
}
