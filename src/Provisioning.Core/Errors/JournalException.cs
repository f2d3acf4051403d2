namespace Provisioning.Errors;

/// <summary>Thrown when the journal cannot be used, or what it holds does not allow what was asked for.</summary>
/// <param name="code">The stable code.</param>
/// <param name="message">What was seen, where, and what to do; without secrets.</param>
/// <param name="innerException">The cause, if another exception.</param>
public sealed class JournalException(ErrorCode code, string message, Exception? innerException = null)
    : ProvisioningException(code, message, innerException);
