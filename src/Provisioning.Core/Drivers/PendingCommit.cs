namespace Provisioning.Drivers;

/// <summary>A commit on the device that waits for its confirmation.</summary>
/// <param name="Owner">The <see cref="DeviceContext.RunId"/> that made it, or what the device says of it when it is not ours.</param>
/// <param name="Remaining">The time until the device undoes it, where the device tells.</param>
public sealed record PendingCommit(string Owner, TimeSpan? Remaining);
