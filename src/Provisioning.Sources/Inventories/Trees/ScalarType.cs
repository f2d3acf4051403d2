namespace Provisioning.Sources.Inventories.Trees;

/// <summary>The type of a single value. CSV and YAML know only texts and nulls here: what is written is what counts.</summary>
internal enum ScalarType
{
    Text,
    Number,
    Boolean,
    Null,
}
