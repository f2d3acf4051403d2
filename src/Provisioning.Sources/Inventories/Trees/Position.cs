namespace Provisioning.Sources.Inventories.Trees;

/// <summary>Where something stands in a file.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1; null where the format has none worth naming.</param>
internal readonly record struct Position(int Line, int? Column = null)
{
    /// <inheritdoc/>
    public override string ToString() => Column is null ? $"line {Line}" : $"line {Line}, column {Column}";
}
