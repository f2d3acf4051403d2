namespace Provisioning;

/// <summary>How long a stage of a run took, all its times together.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Duration">The time.</param>
public sealed record StageTiming(ProvisionStage Stage, TimeSpan Duration);
