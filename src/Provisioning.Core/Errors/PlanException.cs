namespace Provisioning.Errors;

/// <summary>Thrown when a plan cannot be used, or no longer holds.</summary>
/// <param name="code">The stable code.</param>
/// <param name="message">What was seen, where, and what to do; without secrets.</param>
/// <param name="innerException">The cause, if another exception.</param>
public sealed class PlanException(ErrorCode code, string message, Exception? innerException = null)
    : ProvisioningException(code, message, innerException);
