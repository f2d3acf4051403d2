namespace Provisioning.Changes;

/// <summary>The value of a field. Two values are the same when their ids are, whatever they are called.</summary>
/// <param name="Id">
/// What identifies the value: the id of the record that the field points to, or, for a plain value, the value itself.
/// Compared character by character, so a sender's numbers and UUIDs are written in one form by whoever makes the value.
/// </param>
/// <param name="Display">What people call it; null where that is the id itself.</param>
public sealed record FieldValue(string Id, string? Display = null)
{
    /// <summary>Whether both are the same record or plain value, or both are empty.</summary>
    /// <param name="left">One value; null is an empty field.</param>
    /// <param name="right">The other value; null is an empty field.</param>
    public static bool AreSame(FieldValue? left, FieldValue? right) =>
        string.Equals(left?.Id, right?.Id, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Display ?? Id;
}
