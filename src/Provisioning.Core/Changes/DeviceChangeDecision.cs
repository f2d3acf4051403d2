namespace Provisioning.Changes;

/// <summary>What a filter thinks of a change.</summary>
/// <param name="IsRelevant">Whether the change can matter for the device's configuration.</param>
/// <param name="Reason">Why, for the log: field names, but no values.</param>
/// <param name="Changes">The changed fields that matter. An update without one whose old value is known is only run dry.</param>
public sealed record DeviceChangeDecision(bool IsRelevant, string Reason, IReadOnlyList<FieldChange> Changes);
