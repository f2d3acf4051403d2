using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Inventories;

namespace Provisioning.Drivers;

/// <summary>All that a driver gets to know of one run on one device. Sessions of the same run share it.</summary>
public sealed record DeviceContext
{
    /// <summary>The device.</summary>
    public required Device Device { get; init; }

    /// <summary>The credential for it.</summary>
    public required DeviceCredential Credential { get; init; }

    /// <summary>Credentials of others on the way, e.g. a jump host.</summary>
    public required ICredentialSource CredentialSource { get; init; }

    /// <summary>
    /// The run's id, 8 lower-case hexadecimal digits. Drivers name candidates, backups and pending commits with it,
    /// so that a later session of the same run recognises its own.
    /// </summary>
    public required string RunId { get; init; }

    /// <summary>Masks the device's secrets in anything that leaves the driver.</summary>
    public required SecretMasker Secrets { get; init; }

    /// <summary>How long operations may take.</summary>
    public required DeviceTimeouts Timeouts { get; init; }

    /// <summary>The run's log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
