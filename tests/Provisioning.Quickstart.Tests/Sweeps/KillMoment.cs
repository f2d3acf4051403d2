namespace Provisioning.Quickstart.Tests.Sweeps;

/// <summary>When to kill: as soon as the journal says that a stage begins, or so long after the program's start.</summary>
internal sealed record KillMoment(ProvisionStage? Stage, TimeSpan? After)
{
    public override string ToString() => Stage is { } stage ? $"at {stage}" : $"after {After!.Value.TotalMilliseconds:0} ms";
}
