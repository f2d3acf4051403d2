namespace Provisioning.Errors;

/// <summary>The root of this library's exceptions; there is one class per stage of a run.</summary>
/// <param name="code">The stable code.</param>
/// <param name="message">What was seen, where, and what to do; without secrets.</param>
/// <param name="innerException">The cause, if another exception.</param>
public abstract class ProvisioningException(ErrorCode code, string message, Exception? innerException)
    : Exception(message, innerException)
{
    /// <summary>The reason, as a stable code that scripts may rely on.</summary>
    public ErrorCode Code { get; } = code;

    /// <summary>What is true of the device, where the thrower knows; the engine finds out otherwise.</summary>
    public DeviceState? DeviceState { get; init; }

    /// <summary>Whether the message is our own words and texts that are masked already.</summary>
    internal bool IsMasked { get; init; }
}
