namespace Provisioning.Drivers;

/// <summary>How to commit a candidate.</summary>
/// <param name="ConfirmTimeout">The device undoes the commit by itself after this time unless confirmed; null commits for good.</param>
/// <param name="Message">A message to keep with the commit, where the platform can.</param>
public sealed record CommitRequest(TimeSpan? ConfirmTimeout, string? Message);
