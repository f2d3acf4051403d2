namespace Provisioning.Changes;

/// <summary>Which fields a change touched, compared by identity.</summary>
public sealed record FieldDifferences
{
    private FieldDifferences(IReadOnlyList<FieldChange> changes, bool beforeKnown) =>
        (Changes, BeforeKnown) = (changes, beforeKnown);

    /// <summary>Nothing is known about what changed.</summary>
    public static FieldDifferences Unknown { get; } = new([], beforeKnown: false);

    /// <summary>The fields that changed, and those of which it cannot be told.</summary>
    public IReadOnlyList<FieldChange> Changes { get; }

    /// <summary>Whether the sender gave the state before.</summary>
    public bool BeforeKnown { get; }

    /// <summary>
    /// Compares two states. A key with null is an empty field; a key that is absent after says nothing about the field, and
    /// one that is absent before makes its old value unknown.
    /// </summary>
    /// <param name="before">The state before by field; null when it is not known.</param>
    /// <param name="after">The state after by field; null when there is none, as after a deletion.</param>
    public static FieldDifferences Between(
        IReadOnlyDictionary<string, FieldValue?>? before, IReadOnlyDictionary<string, FieldValue?>? after) =>
        new([.. (after ?? Nothing).Select(pair => Compare(pair.Key, before, pair.Value)).OfType<FieldChange>()], before is not null);

    /// <summary>
    /// Takes the differences that a sender found and drops those that are none by identity: Nautobot also lists a status
    /// whose own record was edited. It gives <c>removed</c> as null and the whole object as <c>added</c> on an update
    /// whose state before it does not have (<c>extras/models/change_logging.py</c>).
    /// </summary>
    /// <param name="removed">The old values by field; null when they are not known.</param>
    /// <param name="added">The new values by field; a field only in <paramref name="removed"/> is empty now.</param>
    public static FieldDifferences Given(
        IReadOnlyDictionary<string, FieldValue?>? removed, IReadOnlyDictionary<string, FieldValue?>? added)
    {
        var after = new Dictionary<string, FieldValue?>(added ?? Nothing);
        foreach (var field in (removed ?? Nothing).Keys)
        {
            after.TryAdd(field, null);
        }

        return Between(removed, after);
    }

    private static readonly Dictionary<string, FieldValue?> Nothing = [];

    private static FieldChange? Compare(string field, IReadOnlyDictionary<string, FieldValue?>? before, FieldValue? now)
    {
        if (before is null || !before.TryGetValue(field, out var old))
        {
            return new FieldChange(field, null, now) { OldKnown = false };
        }

        return FieldValue.AreSame(old, now) ? null : new FieldChange(field, old, now);
    }
}
