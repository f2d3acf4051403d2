namespace Provisioning.Errors;

/// <summary>Thrown when the device is not as intended after a commit.</summary>
/// <param name="code">The stable code.</param>
/// <param name="message">What was seen, where, and what to do; without secrets.</param>
/// <param name="innerException">The cause, if another exception.</param>
public sealed class VerificationException(ErrorCode code, string message, Exception? innerException = null)
    : ProvisioningException(code, message, innerException);
