namespace Provisioning.Changes;

/// <summary>What a hook decided about a change, why, and what came of it.</summary>
public sealed record DeviceChangeOutcome
{
    /// <summary>The decision.</summary>
    public required DeviceChangeVerdict Verdict { get; init; }

    /// <summary>Why the hook acted, or did not.</summary>
    public required string Reason { get; init; }

    /// <summary>Every reason why the device is not ready; empty unless the verdict is <see cref="DeviceChangeVerdict.NotReady"/>.</summary>
    public IReadOnlyList<ProvisionError> Errors { get; init; } = [];

    /// <summary>The engine's result; null unless the verdict is <see cref="DeviceChangeVerdict.Provisioned"/>.</summary>
    public ProvisionResult? Result { get; init; }

    /// <summary>Whether this was a dry run against the options, because it cannot be told what changed.</summary>
    public bool DryRunForced { get; init; }

    internal static DeviceChangeOutcome Ignored(string reason) =>
        new() { Verdict = DeviceChangeVerdict.Ignored, Reason = reason };

    internal static DeviceChangeOutcome NotReady(IReadOnlyList<ProvisionError> errors) =>
        new() { Verdict = DeviceChangeVerdict.NotReady, Reason = string.Join(" ", errors.Select(error => error.Message)), Errors = errors };
}
