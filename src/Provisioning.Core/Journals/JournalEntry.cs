using Provisioning.Credentials;
using Provisioning.Errors;

namespace Provisioning.Journals;

/// <summary>What the journal tells of one moment of a run: a stage that begins now, in which the one before it ends, or the run's end.</summary>
/// <param name="At">When, by this machine's clock.</param>
/// <param name="Stage">The stage that begins; at the run's end the one that was reached.</param>
/// <param name="DeviceState">What is true of the device at this moment.</param>
public sealed record JournalEntry(DateTimeOffset At, ProvisionStage Stage, DeviceState DeviceState)
{
    /// <summary>The SHA-256 of the intended config, in lower-case hexadecimal digits; null before it is known.</summary>
    public string? IntendedHash { get; init; }

    /// <summary>As <see cref="IntendedHash"/>, of the masked diff's text.</summary>
    public string? DiffHash { get; init; }

    /// <summary>As <see cref="IntendedHash"/>, of the running config that was read last.</summary>
    public string? RunningHash { get; init; }

    /// <summary>The running config before the commit. It is kept apart, sealed: a journal shows no secrets.</summary>
    public Secret? Backup { get; init; }

    /// <summary>Whether this is the beginning of bringing the old config back, at <see cref="Stage"/>.</summary>
    public bool RollingBack { get; init; }

    /// <summary>Who resumed the run, where this entry is the first of its resumption.</summary>
    public ProvisionTrigger? ResumedBy { get; init; }

    /// <summary>How the run ended; null while it goes on.</summary>
    public ProvisionOutcome? Outcome { get; init; }

    /// <summary>Why it did not succeed; secrets are masked.</summary>
    public ProvisionError? Error { get; init; }
}
