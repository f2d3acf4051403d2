namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>What a device says of commits that wait for their confirmation.</summary>
/// <param name="HasReplace">Whether it has <c>configure replace</c>.</param>
/// <param name="TimerRuns">Whether a commit timer of it runs.</param>
/// <param name="Remaining">How long it has, where the device tells.</param>
/// <param name="Marks">The runs whose marks are in the running config.</param>
internal sealed record NxosPending(bool HasReplace, bool TimerRuns, TimeSpan? Remaining, IReadOnlyList<string> Marks)
{
    /// <summary>Whether this run has begun to confirm, and so may have taken its mark out.</summary>
    public bool IsBeingConfirmed { get; init; }

    public bool IsOf(string runId) => TimerRuns && (Marks.Count > 0 ? Marks.Contains(runId) : IsBeingConfirmed);
}
