using Microsoft.Extensions.DependencyInjection;
using Provisioning.Changes;
using Provisioning.Drivers;
using Provisioning.Inventories;

namespace Provisioning.Quickstart.Tests;

/// <summary>The C# of the README, compiled; <see cref="ReadmeTests"/> compares the texts.</summary>
internal static class ReadmeSamples
{
    public static async Task HostAsync()
    {
        #region host
        var services = new ServiceCollection()
            .AddLogging()
            .AddProvisioning()
            .AddBuiltInPlatforms()
            .AddSshTransport()
            .AddFileInventory("devices.yaml")
            .AddConfigFolder("intended")
            .AddEnvironmentCredentials()
            .AddProvisionJournal("/var/lib/provisioning")
            .BuildServiceProvider();

        var provisioner = services.GetRequiredService<IProvisioner>();
        var devices = services.GetRequiredService<IDeviceInventory>().FindAsync(new DeviceFilter { Roles = ["leaf"] });
        await foreach (var result in provisioner.ProvisionAsync(devices, new ProvisionOptions { DryRun = false }))
        {
            Console.WriteLine($"{result.Device}: {result.Outcome}, the device is {result.DeviceState} {result.Error}");
        }
        #endregion
    }

    public static void Hook(IServiceCollection services)
    {
        #region hook
        services.AddDeviceChangeHook(policy => policy.DryRun = false);
        #endregion
    }

    public static async Task ChangeAsync(DeviceChangeHook hook, Device device, CancellationToken cancellationToken)
    {
        #region change
        var change = new DeviceChange
        {
            Source = "nautobot",
            Action = DeviceChangeAction.Updated,
            Device = device,
            Differences = FieldDifferences.Between(
                before: new Dictionary<string, FieldValue?> { ["status"] = new("7", "Planned") },
                after: new Dictionary<string, FieldValue?> { ["status"] = new("3", "Active") }),
        };
        var outcome = await hook.HandleAsync(change, cancellationToken);
        Console.WriteLine($"{outcome.Verdict} {outcome.Result?.Outcome}");
        #endregion
    }
}
