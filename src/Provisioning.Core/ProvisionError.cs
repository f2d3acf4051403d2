using Provisioning.Errors;

namespace Provisioning;

/// <summary>Why a run did not succeed.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Message">What was seen and what to do, without secrets and terminal control characters.</param>
public sealed record ProvisionError(ErrorCode Code, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}
