using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Tests;

/// <summary>What a driver gets to know of a run, for tests without an engine.</summary>
internal static class DriverContexts
{
    public const string RunId = "0a1b2c3d";

    public static DeviceContext Create(TimeProvider? clock = null, IPlatform? platform = null, params (string Key, string Value)[] options)
    {
        var credential = new DeviceCredential { Username = "admin", Password = new Secret("login-Secret9") };
        return new()
        {
            Device = new Device { Name = "r1", Address = "192.0.2.1", Options = options.ToDictionary(option => option.Key, option => option.Value) },
            Credential = credential,
            CredentialSource = Substitute.For<ICredentialSource>(),
            RunId = RunId,
            Secrets = new SecretMasker(platform?.SecretPatterns ?? [], credential.Secrets),
            Timeouts = new DeviceTimeouts(),
            Logger = NullLogger.Instance,
            TimeProvider = clock ?? TimeProvider.System,
        };
    }
}
