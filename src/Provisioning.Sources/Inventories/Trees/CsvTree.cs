using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Provisioning.Sources.Inventories.Trees;

/// <summary>
/// Reads CSV (RFC 4180) with a header row. Cells are trimmed, empty ones are not set, rows without any cell are skipped.
/// </summary>
internal static class CsvTree
{
    /// <exception cref="MalformedException">The text is not CSV.</exception>
    public static ListNode Read(string text, Problems problems)
    {
        using var parser = new CsvParser(new StringReader(text), Configuration(text));
        if (!parser.Read())
            throw new MalformedException("the file holds nothing; an inventory without devices has a header row");

        var at = RowStart(parser.RawRow, parser.RawRecord);
        var columns = new CsvHeader(at, problems).Read(parser.Record!);
        return new(at, columns.Contains(new("name")) ? ReadRows(parser, columns, problems) : []);
    }

    private static List<Node> ReadRows(CsvParser parser, IReadOnlyList<CsvColumn?> columns, Problems problems)
    {
        var rows = new List<Node>();
        while (parser.Read())
        {
            var cells = parser.Record!;
            var at = RowStart(parser.RawRow, parser.RawRecord);
            if (cells.Length != columns.Count && cells.Any(cell => cell.Length > 0))
                problems.AddInvalid(at, $"the row has {cells.Length} cells, the header has {columns.Count}; check commas and quotes");
            else if (cells.Any(cell => cell.Length > 0))
                rows.Add(new CsvRow(at, problems).Read(columns, cells));
        }

        return rows;
    }

    private static CsvConfiguration Configuration(string text) => new(CultureInfo.InvariantCulture)
    {
        TrimOptions = TrimOptions.Trim,
        BadDataFound = bad => throw new MalformedException(
            "a quote is not closed, or stands in the middle of a cell; put such a cell in quotes and double the quotes inside",
            new(Lines(text[..(int)(bad.Context.Parser!.CharCount - bad.RawRecord.Length)]) + 1)),
    };

    // The parser counts lines up to the row's end; a quoted cell may hold some of them.
    private static Position RowStart(int lastLine, string row) =>
        new(lastLine - Lines(row.TrimEnd('\r', '\n')));

    private static int Lines(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(character => character is '\r' or '\n');
}
