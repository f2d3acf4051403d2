namespace Provisioning.Drivers.Platforms.NokiaSrl;

/// <summary>A commit that waits for its confirmation.</summary>
/// <param name="Candidate">The candidate that it was made from.</param>
/// <param name="User">Who made it.</param>
internal sealed record SrlPending(string Candidate, string User);
