using Provisioning.Errors;
using Provisioning.Sources.Inventories.Trees;

namespace Provisioning.Sources.Inventories;

/// <summary>Collects what is wrong with a file's entries, to tell it all at once.</summary>
internal sealed class Problems(string path)
{
    private const int MostTold = 20;
    private readonly List<(Position At, string Text)> _found = [];
    private ErrorCode _code = ErrorCode.DeviceDuplicate;

    public void AddInvalid(Position at, string text)
    {
        _code = ErrorCode.InventoryEntryInvalid;
        _found.Add((at, text));
    }

    public void AddDuplicate(Position at, string text) => _found.Add((at, text));

    /// <exception cref="InventoryException">Something is wrong. The code tells of a duplicate only when nothing else is.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count > 0)
            throw new InventoryException(_code, Message());
    }

    private string Message()
    {
        var lines = _found.OrderBy(found => found.At.Line).ThenBy(found => found.At.Column)
            .Select(found => $"{found.At}: {found.Text}").ToList();
        if (lines is [var only])
            return $"Inventory '{path}', {only}";

        var more = lines.Count > MostTold ? $"\n  and {lines.Count - MostTold} more" : "";
        return $"Inventory '{path}' has {lines.Count} mistakes:\n  {string.Join("\n  ", lines.Take(MostTold))}{more}";
    }
}
