using Microsoft.Extensions.Logging.Abstractions;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.Inventories;

namespace Provisioning.Lab.Tests;

/// <summary>Contexts of runs that only need a device and a login.</summary>
internal static class TestContexts
{
    public static DeviceContext For(LabDevice device) => For(
        new Device { Name = device.Name, Port = device.Options.Port }, device.Options.Username, device.Options.Password);

    public static DeviceContext For(Device device, string user = "admin", string password = "admin") => new()
    {
        Device = device,
        Credential = new() { Username = user, Password = new Secret(password) },
        CredentialSource = null!,
        RunId = "0123abcd",
        Secrets = null!,
        Timeouts = new(),
        Logger = NullLogger.Instance,
    };
}
