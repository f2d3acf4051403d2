using Provisioning.Errors;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Sweeps;

/// <summary>How a run that was cut ended, as it was told and as it is.</summary>
internal sealed record SweepEnd
{
    public required ProvisionResult Result { get; init; }

    public required ByteCut Cut { get; init; }

    /// <summary>Running and startup before the run.</summary>
    public required (string Running, string Startup) Before { get; init; }

    /// <summary>Running and startup when the run had ended.</summary>
    public required (string Running, string Startup) After { get; init; }

    public required bool Pending { get; init; }

    /// <summary>Running and startup when every timer of the device had run out.</summary>
    public required (string Running, string Startup) AtLast { get; init; }

    public required bool PendingAtLast { get; init; }

    /// <summary>Running and startup as the run was to make them.</summary>
    public required (string Running, string Startup) Intended { get; init; }

    /// <summary>What of the run lay on the device when it had ended.</summary>
    public required IReadOnlyList<string> Left { get; init; }

    /// <summary>A dry run after that.</summary>
    public required ProvisionResult Next { get; init; }

    /// <summary>What is not as it has to be.</summary>
    public IEnumerable<string> Wrong()
    {
        if (AtLast.Running != Before.Running && AtLast.Running != Intended.Running)
        {
            yield return $"in the end running is neither the old nor the intended config: {Told}";
        }

        if (AtLast.Startup != Before.Startup && AtLast.Startup != Intended.Startup)
        {
            yield return $"in the end startup is neither the old nor the intended config: {Told}";
        }

        if (PendingAtLast)
        {
            yield return $"a commit still waits for its confirmation: {Told}";
        }

        if (!IsTrue())
        {
            yield return $"not true: {Told}; running is {Name(After.Running, Intended.Running, Before.Running)}, startup {Name(After.Startup, Intended.Startup, Before.Startup)}, {(Pending ? "" : "not ")}pending";
        }

        // What arrives late may lay its candidate there again.
        if (!Cut.ForGood && Cut.Fault != WireFault.Late && Left.Count > 0)
        {
            yield return $"left on the device: {string.Join(", ", Left)}: {Told}";
        }

        if (!Next.Succeeded)
        {
            yield return $"the next run is kept out by {Next.Error}: {Told}";
        }
    }

    private string Told => $"{Result.Outcome}, {Result.DeviceState} at {Result.Stage}, {Result.Error}";

    private bool IsTrue()
    {
        var (old, saved) = (After == Before && !Pending, After == Intended && !Pending);
        var changed = After.Running == Intended.Running && !Pending;
        return (Result.Outcome, Result.DeviceState) switch
        {
            (ProvisionOutcome.Changed, DeviceState.Committed) => saved,
            (ProvisionOutcome.Failed, DeviceState.Committed) => changed,
            (ProvisionOutcome.RolledBack, DeviceState.RolledBack) => old,
            (ProvisionOutcome.Failed, DeviceState.Untouched or DeviceState.CandidateLoaded) => old,
            (ProvisionOutcome.Failed, DeviceState.CommitPending) => AtLast == Before,
            (ProvisionOutcome.Failed, DeviceState.Unknown) => Cut.ForGood && Result.Stage >= ProvisionStage.Commit,
            _ => false,
        };
    }

    private static string Name(string text, string intended, string before) => text == intended ? "as intended" : text == before ? "the old one" : "neither";
}
