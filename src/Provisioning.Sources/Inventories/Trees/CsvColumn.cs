namespace Provisioning.Sources.Inventories.Trees;

/// <summary>What a CSV column holds.</summary>
/// <param name="Field">The entry's field, lower case.</param>
/// <param name="Option">The option's key, where the column holds one option.</param>
internal sealed record CsvColumn(string Field, string? Option = null)
{
    public override string ToString() => Option is null ? Field : $"{Field}.{Option}";
}
