using Provisioning.Sources.Texts;

namespace Provisioning.Sources.Inventories.Trees;

/// <summary>Reads a CSV header row; what it cannot use it reports once, instead of once a row.</summary>
internal sealed class CsvHeader(Position at, Problems problems)
{
    private const string OptionPrefix = "options.";
    private readonly HashSet<CsvColumn> _seen = [];

    /// <summary>The columns in order, null where a name was refused.</summary>
    public IReadOnlyList<CsvColumn?> Read(IReadOnlyList<string> names)
    {
        if (names is [var only] && only.IndexOfAny([';', '\t']) >= 0)
            throw new MalformedException("the columns are not separated by commas; save the file with commas", at);

        var columns = names.Select(Column).Select(Once).ToList();
        if (!columns.Contains(new("name")))
            problems.AddInvalid(at, "there is no column 'name'; the first row must name the columns");
        return columns;
    }

    private CsvColumn? Once(CsvColumn? column)
    {
        if (column is null || _seen.Add(column))
            return column;
        problems.AddInvalid(at, $"the column {Shown.Value(column.ToString())} is there already; keep one");
        return null;
    }

    private CsvColumn? Column(string name, int index)
    {
        if (name.StartsWith(OptionPrefix, StringComparison.OrdinalIgnoreCase))
            return new("options", name[OptionPrefix.Length..].Trim().ToLowerInvariant());
        if (EntryFields.Contains(name))
            return new(name.ToLowerInvariant());

        problems.AddInvalid(at, name.Length == 0 ? $"column {index + 1} has no name" : EntryFields.Unknown(name));
        return null;
    }
}
