namespace Provisioning.Lab;

/// <summary>One write to a device.</summary>
/// <param name="Time">When, by the device's clock.</param>
/// <param name="Write">What kind of write.</param>
/// <param name="Store">What it changed.</param>
/// <param name="User">Whose login did it; empty when nobody's, e.g. a timer.</param>
/// <param name="Candidate">The candidate concerned (on EOS a configuration session's name); null when none.</param>
/// <param name="Text">The line, file name or time; empty when there is nothing to say.</param>
public sealed record LabJournalEntry(
    DateTimeOffset Time, LabWrite Write, LabStore Store, string User, string? Candidate, string Text);
