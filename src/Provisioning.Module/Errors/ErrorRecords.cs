using System.Management.Automation;
using Provisioning.Diffs;
using Provisioning.Errors;

namespace Provisioning.Module.Errors;

/// <summary>Makes PowerShell's error records; their ids are the stable codes, e.g. <c>PRV4001</c>.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(Exception exception, object? target)
    {
        var code = (exception as ProvisioningException)?.Code ?? ErrorCode.Internal;
        var message = exception is DeviceFailedException ? exception.Message : $"{Safe(exception)} [{code}]";
        return new ErrorRecord(exception, code.Id, Category(code), target)
        {
            ErrorDetails = new ErrorDetails(message)
            {
                RecommendedAction = $"See {code.Id} in: Get-Help about_Provisioning_Errors",
            },
        };
    }

    // Messages may quote a device or a file; what they quote must not steer the terminal.
    private static string Safe(Exception exception) => TerminalText.Escape(SecretMasker.None.Mask(
        exception is ProvisioningException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}"));

    private static ErrorCategory Category(ErrorCode code) => Categories.TryGetValue(code, out var category)
        ? category
        : code.Id[3] switch
        {
            '1' => ErrorCategory.InvalidData,
            '2' => ErrorCategory.InvalidArgument,
            '3' => ErrorCategory.InvalidData,
            '4' => ErrorCategory.ConnectionError,
            '8' => ErrorCategory.InvalidOperation,
            '9' => ErrorCategory.NotSpecified,
            _ => ErrorCategory.DeviceError,
        };

    private static readonly Dictionary<ErrorCode, ErrorCategory> Categories = new()
    {
        [ErrorCode.InventoryMissing] = ErrorCategory.ObjectNotFound,
        [ErrorCode.DeviceNotFound] = ErrorCategory.ObjectNotFound,
        [ErrorCode.CapabilityMissing] = ErrorCategory.NotImplemented,
        [ErrorCode.CredentialsMissing] = ErrorCategory.AuthenticationError,
        [ErrorCode.CredentialsUnusable] = ErrorCategory.AuthenticationError,
        [ErrorCode.IntendedConfigMissing] = ErrorCategory.ObjectNotFound,
        [ErrorCode.HostKeyUnknown] = ErrorCategory.SecurityError,
        [ErrorCode.HostKeyChanged] = ErrorCategory.SecurityError,
        [ErrorCode.CertificateUntrusted] = ErrorCategory.SecurityError,
        [ErrorCode.AuthenticationFailed] = ErrorCategory.AuthenticationError,
        [ErrorCode.DeviceTimeout] = ErrorCategory.OperationTimeout,
        [ErrorCode.UnexpectedAnswer] = ErrorCategory.ProtocolError,
        [ErrorCode.AlgorithmMismatch] = ErrorCategory.ProtocolError,
        [ErrorCode.PrerequisiteMissing] = ErrorCategory.NotInstalled,
        [ErrorCode.KnownHostsUnusable] = ErrorCategory.ResourceUnavailable,
        [ErrorCode.JournalUnusable] = ErrorCategory.ResourceUnavailable,
        [ErrorCode.RunNotFound] = ErrorCategory.ObjectNotFound,
        [ErrorCode.BackupMissing] = ErrorCategory.ObjectNotFound,
        [ErrorCode.PlanMalformed] = ErrorCategory.InvalidData,
        [ErrorCode.DeviceBusy] = ErrorCategory.ResourceBusy,
        [ErrorCode.LoadRejected] = ErrorCategory.InvalidData,
        [ErrorCode.Cancelled] = ErrorCategory.OperationStopped,
    };
}
