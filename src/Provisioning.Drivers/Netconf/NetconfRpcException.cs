using Provisioning.Errors;

namespace Provisioning.Drivers.Netconf;

/// <summary>Thrown when a server answers an operation with errors.</summary>
/// <param name="operation">The operation's name, e.g. <c>edit-config</c>.</param>
/// <param name="errors">All errors of the answer.</param>
/// <param name="message">What was seen, secrets masked.</param>
public sealed class NetconfRpcException(string operation, IReadOnlyList<NetconfError> errors, string message)
    : ProvisioningException(ErrorCode.UnexpectedAnswer, message, null)
{
    /// <summary>The operation's name.</summary>
    public string Operation { get; } = operation;

    /// <summary>All errors of the answer.</summary>
    public IReadOnlyList<NetconfError> Errors { get; } = errors;

    /// <summary>Whether one of the errors has a tag.</summary>
    /// <param name="tag">The tag, e.g. <c>lock-denied</c>.</param>
    public bool Has(string tag) => Errors.Any(error => error.Tag == tag);
}
