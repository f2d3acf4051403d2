using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Inventories;
using Provisioning.Journals;

namespace Provisioning.Runs;

/// <summary>Makes what a driver gets to know of a run.</summary>
internal sealed class DeviceContextFactory(
    ProvisioningSettings settings, ICredentialSource credentials, TimeProvider timeProvider, IEnumerable<IProvisionJournal> journals) : IDisposable
{
    public ProvisioningSettings Settings => settings;

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>The host's journal; null when it keeps none.</summary>
    public IProvisionJournal? Journal { get; } = journals.LastOrDefault();

    public ConnectionPace Pace { get; } = new(settings, timeProvider);

    public static string NewRunId() => Convert.ToHexString(RandomNumberGenerator.GetBytes(4)).ToLowerInvariant();

    public void Dispose() => Pace.Dispose();

    public DeviceContext Create(Device device, IPlatform platform, DeviceCredential credential, ILogger logger) => new()
    {
        Device = device,
        Credential = credential,
        CredentialSource = credentials,
        RunId = NewRunId(),
        Secrets = new SecretMasker(platform.SecretPatterns, credential.Secrets),
        Timeouts = settings.Timeouts,
        Logger = logger,
        TimeProvider = timeProvider,
    };
}
