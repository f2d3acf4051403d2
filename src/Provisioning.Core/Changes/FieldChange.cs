namespace Provisioning.Changes;

/// <summary>A field that changed, or of which it is not known whether it did.</summary>
/// <param name="Field">The field's name in the source of truth, e.g. <c>primary_ip4</c>.</param>
/// <param name="Old">The value before; null when the field was empty, or when <see cref="OldKnown"/> is false.</param>
/// <param name="New">The value after; null when the field is empty now.</param>
public sealed record FieldChange(string Field, FieldValue? Old, FieldValue? New)
{
    /// <summary>Whether the value before is known. Where it is not, the field may be as it was. Default true.</summary>
    public bool OldKnown { get; init; } = true;
}
