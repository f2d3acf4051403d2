using Provisioning.Errors;

namespace Provisioning.Runs;

/// <summary>
/// Which messages hold no line of a config that is not masked yet. Words about keys and passwords look like secrets to the patterns of
/// a platform, so that these messages are searched for known values only.
/// </summary>
internal static class OwnWords
{
    private static readonly HashSet<ErrorCode> OfLogin =
    [
        ErrorCode.Unreachable, ErrorCode.HostKeyUnknown, ErrorCode.HostKeyChanged, ErrorCode.AuthenticationFailed,
        ErrorCode.AlgorithmMismatch, ErrorCode.KnownHostsUnusable, ErrorCode.CertificateUntrusted,
    ];

    public static bool Has(ProvisioningException exception) => exception.IsMasked || exception switch
    {
        InventoryException or ValidationException or CredentialException or JournalException or PlanException => true,
        ConnectionException connection => OfLogin.Contains(connection.Code),
        _ => false,
    };
}
