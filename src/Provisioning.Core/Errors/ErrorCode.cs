using System.Reflection;

namespace Provisioning.Errors;

/// <summary>
/// A stable reason for a failure. <c>ErrorCodes.md</c> beside this file (in PowerShell:
/// <c>Get-Help about_Provisioning_Errors</c>) says of each what it means and what to do.
/// </summary>
/// <param name="Id">The code, e.g. <c>PRV4002</c>; never reused for another meaning.</param>
/// <param name="Reason">The reason as one word, e.g. <c>HostKeyUnknown</c>.</param>
public sealed record ErrorCode(string Id, string Reason)
{
    /// <summary>The inventory file does not exist or cannot be read.</summary>
    public static readonly ErrorCode InventoryMissing = new("PRV1001", nameof(InventoryMissing));

    /// <summary>The inventory is not well-formed.</summary>
    public static readonly ErrorCode InventoryMalformed = new("PRV1002", nameof(InventoryMalformed));

    /// <summary>An inventory entry has a missing, unknown or wrong field.</summary>
    public static readonly ErrorCode InventoryEntryInvalid = new("PRV1003", nameof(InventoryEntryInvalid));

    /// <summary>A device is named twice.</summary>
    public static readonly ErrorCode DeviceDuplicate = new("PRV1004", nameof(DeviceDuplicate));

    /// <summary>A device that was asked for is not in the inventory.</summary>
    public static readonly ErrorCode DeviceNotFound = new("PRV1005", nameof(DeviceNotFound));

    /// <summary>The device fails validation for more than one reason; the message lists them.</summary>
    public static readonly ErrorCode DeviceInvalid = new("PRV2000", nameof(DeviceInvalid));

    /// <summary>The device has no platform.</summary>
    public static readonly ErrorCode PlatformMissing = new("PRV2001", nameof(PlatformMissing));

    /// <summary>No driver is registered under the device's platform.</summary>
    public static readonly ErrorCode PlatformUnknown = new("PRV2002", nameof(PlatformUnknown));

    /// <summary>The device has no management address.</summary>
    public static readonly ErrorCode AddressMissing = new("PRV2003", nameof(AddressMissing));

    /// <summary>The platform does not declare what the options ask for.</summary>
    public static readonly ErrorCode CapabilityMissing = new("PRV2004", nameof(CapabilityMissing));

    /// <summary>A per-device option is unknown or has a wrong value.</summary>
    public static readonly ErrorCode DeviceOptionInvalid = new("PRV2005", nameof(DeviceOptionInvalid));

    /// <summary>The device's status does not allow provisioning.</summary>
    public static readonly ErrorCode StatusNotAllowed = new("PRV2006", nameof(StatusNotAllowed));

    /// <summary>No credentials are configured.</summary>
    public static readonly ErrorCode CredentialsMissing = new("PRV3001", nameof(CredentialsMissing));

    /// <summary>The credentials cannot be used, e.g. an unreadable key file or a wrong passphrase.</summary>
    public static readonly ErrorCode CredentialsUnusable = new("PRV3002", nameof(CredentialsUnusable));

    /// <summary>There is no intended config for the device.</summary>
    public static readonly ErrorCode IntendedConfigMissing = new("PRV3101", nameof(IntendedConfigMissing));

    /// <summary>The intended config has no configuration in it.</summary>
    public static readonly ErrorCode IntendedConfigEmpty = new("PRV3102", nameof(IntendedConfigEmpty));

    /// <summary>The intended config holds template markers.</summary>
    public static readonly ErrorCode IntendedConfigUnrendered = new("PRV3103", nameof(IntendedConfigUnrendered));

    /// <summary>The intended config is a message instead of a configuration.</summary>
    public static readonly ErrorCode IntendedConfigNotConfig = new("PRV3104", nameof(IntendedConfigNotConfig));

    /// <summary>The intended config holds text that cannot be sent to the device whole.</summary>
    public static readonly ErrorCode IntendedConfigUnsendable = new("PRV3105", nameof(IntendedConfigUnsendable));

    /// <summary>The device cannot be reached.</summary>
    public static readonly ErrorCode Unreachable = new("PRV4001", nameof(Unreachable));

    /// <summary>The device's host key is not known.</summary>
    public static readonly ErrorCode HostKeyUnknown = new("PRV4002", nameof(HostKeyUnknown));

    /// <summary>The device's host key is not the known one.</summary>
    public static readonly ErrorCode HostKeyChanged = new("PRV4003", nameof(HostKeyChanged));

    /// <summary>The device refuses the credentials.</summary>
    public static readonly ErrorCode AuthenticationFailed = new("PRV4004", nameof(AuthenticationFailed));

    /// <summary>No common algorithms with the device.</summary>
    public static readonly ErrorCode AlgorithmMismatch = new("PRV4005", nameof(AlgorithmMismatch));

    /// <summary>The connection was lost.</summary>
    public static readonly ErrorCode ConnectionLost = new("PRV4006", nameof(ConnectionLost));

    /// <summary>The device did not answer in time.</summary>
    public static readonly ErrorCode DeviceTimeout = new("PRV4007", nameof(DeviceTimeout));

    /// <summary>The device answered with something unexpected.</summary>
    public static readonly ErrorCode UnexpectedAnswer = new("PRV4008", nameof(UnexpectedAnswer));

    /// <summary>The login or the device lacks something the driver needs; the message says what.</summary>
    public static readonly ErrorCode PrerequisiteMissing = new("PRV4009", nameof(PrerequisiteMissing));

    /// <summary>The known_hosts file cannot be read or written.</summary>
    public static readonly ErrorCode KnownHostsUnusable = new("PRV4010", nameof(KnownHostsUnusable));

    /// <summary>The device's TLS certificate is not trusted.</summary>
    public static readonly ErrorCode CertificateUntrusted = new("PRV4011", nameof(CertificateUntrusted));

    /// <summary>The device rejected a line or the whole candidate.</summary>
    public static readonly ErrorCode LoadRejected = new("PRV5001", nameof(LoadRejected));

    /// <summary>Somebody else is at work: a commit waits for its confirmation, a lock is held, or running changed meanwhile.</summary>
    public static readonly ErrorCode DeviceBusy = new("PRV5002", nameof(DeviceBusy));

    /// <summary>The diff could not be had.</summary>
    public static readonly ErrorCode DiffFailed = new("PRV5003", nameof(DiffFailed));

    /// <summary>The commit failed.</summary>
    public static readonly ErrorCode CommitFailed = new("PRV6001", nameof(CommitFailed));

    /// <summary>The confirmation failed, or came after the device had gone back.</summary>
    public static readonly ErrorCode ConfirmFailed = new("PRV6002", nameof(ConfirmFailed));

    /// <summary>The running config has the change, the startup config has not.</summary>
    public static readonly ErrorCode SaveFailed = new("PRV6003", nameof(SaveFailed));

    /// <summary>After the commit the device still differs from the intended config.</summary>
    public static readonly ErrorCode VerificationFailed = new("PRV7001", nameof(VerificationFailed));

    /// <summary>The change could not be undone, or undoing it could not be verified.</summary>
    public static readonly ErrorCode RollbackFailed = new("PRV7002", nameof(RollbackFailed));

    /// <summary>The device is as intended, but a health check of the host objects.</summary>
    public static readonly ErrorCode HealthCheckFailed = new("PRV7003", nameof(HealthCheckFailed));

    /// <summary>The journal cannot be opened, read or written.</summary>
    public static readonly ErrorCode JournalUnusable = new("PRV8001", nameof(JournalUnusable));

    /// <summary>The journal was written by a newer version.</summary>
    public static readonly ErrorCode JournalNewer = new("PRV8002", nameof(JournalNewer));

    /// <summary>The journal has no such run, or the run is not one that this can be done to.</summary>
    public static readonly ErrorCode RunNotFound = new("PRV8003", nameof(RunNotFound));

    /// <summary>The running config before the run's commit is not to be had.</summary>
    public static readonly ErrorCode BackupMissing = new("PRV8004", nameof(BackupMissing));

    /// <summary>The run's process ended before the run did; resuming it found out what is true of the device.</summary>
    public static readonly ErrorCode RunInterrupted = new("PRV8005", nameof(RunInterrupted));

    /// <summary>The plan cannot be read, or is not a plan.</summary>
    public static readonly ErrorCode PlanMalformed = new("PRV8101", nameof(PlanMalformed));

    /// <summary>The plan is too old, or from the future.</summary>
    public static readonly ErrorCode PlanExpired = new("PRV8102", nameof(PlanExpired));

    /// <summary>The intended config, the running config or the diff is no longer what was reviewed.</summary>
    public static readonly ErrorCode PlanMoved = new("PRV8103", nameof(PlanMoved));

    /// <summary>The caller cancelled.</summary>
    public static readonly ErrorCode Cancelled = new("PRV9001", nameof(Cancelled));

    /// <summary>A defect: something threw what it must not throw.</summary>
    public static readonly ErrorCode Internal = new("PRV9002", nameof(Internal));

    /// <summary>Too many other devices failed before this one was begun.</summary>
    public static readonly ErrorCode FleetStopped = new("PRV9003", nameof(FleetStopped));

    /// <summary>The time that the run had, for this device or for all, was over before the commit.</summary>
    public static readonly ErrorCode DeadlineExceeded = new("PRV9004", nameof(DeadlineExceeded));

    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } =
        [.. typeof(ErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null)).OfType<ErrorCode>().OrderBy(code => code.Id, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Reason}";
}
