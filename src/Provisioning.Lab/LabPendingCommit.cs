namespace Provisioning.Lab;

/// <summary>A commit that waits for its confirmation.</summary>
/// <param name="Candidate">The candidate that was committed.</param>
/// <param name="Deadline">When the device goes back by itself, by its clock.</param>
public sealed record LabPendingCommit(string Candidate, DateTimeOffset Deadline);
