namespace Provisioning.Sources.Inventories.Trees;

/// <summary>
/// Reads one CSV row. <c>tags</c> are separated by semicolons; options stand in columns named <c>options.KEY</c> or in a
/// column <c>options</c> as <c>key=value;key=value</c>.
/// </summary>
internal sealed class CsvRow(Position at, Problems problems)
{
    private readonly List<Field> _fields = [];
    private readonly List<Field> _options = [];

    public MapNode Read(IReadOnlyList<CsvColumn?> columns, IReadOnlyList<string> cells)
    {
        foreach (var (column, cell) in columns.Zip(cells))
        {
            if (column is not null && cell.Length > 0)
                Add(column, cell);
        }

        return new(at, _options.Count == 0 ? _fields : [.. _fields, Pair("options", new MapNode(at, _options))]);
    }

    private void Add(CsvColumn column, string cell)
    {
        if (column.Option is not null)
            _options.Add(Pair(column.Option, Text(cell)));
        else if (column.Field == "options")
            _options.AddRange(Parts(cell).Select(Option).OfType<Field>());
        else
            _fields.Add(Pair(column.Field, column.Field == "tags" ? new ListNode(at, [.. Parts(cell).Select(Text)]) : Text(cell)));
    }

    private Field? Option(string part)
    {
        var sign = part.IndexOf('=', StringComparison.Ordinal);
        if (sign > 0)
            return Pair(part[..sign].Trim(), Text(part[(sign + 1)..].Trim()));

        problems.AddInvalid(at, "'options' holds a part without a key; write key=value;key=value");
        return null;
    }

    private Field Pair(string key, Node value) => new(key, at, value);

    private ScalarNode Text(string text) => new(at, ScalarType.Text, text);

    private static string[] Parts(string cell) =>
        cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
