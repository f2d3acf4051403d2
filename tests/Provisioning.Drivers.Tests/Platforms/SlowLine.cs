using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers.Transports;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>Runs behind a real sshd and a slow line: how long a config is must not decide how often the line is crossed.</summary>
internal static class SlowLine
{
    private const int MostRoundTrips = 30;

    /// <summary>Commits, and asserts that no connection needed more round trips than allowed.</summary>
    /// <param name="lab">The device.</param>
    /// <param name="platform">The driver.</param>
    /// <param name="intended">Its intended config.</param>
    /// <param name="operation">Merge or replace.</param>
    /// <param name="takesUser">Whether the device takes the name of who logs in.</param>
    /// <param name="options">The device's options in the inventory.</param>
    public static async Task AssertFewRoundTripsAsync(
        LabDevice lab,
        Func<IDeviceTransport, IPlatform> platform,
        string intended,
        LoadOperation operation = LoadOperation.Replace,
        bool takesUser = false,
        params (string Key, string Value)[] options)
    {
        await using var host = await LabSshHost.StartAsync(lab, TestContext.Current.CancellationToken, TimeSpan.FromMilliseconds(40), takesUser);
        var source = new FixedConfigs(intended, host.Credential);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IIntendedConfigSource>(source)
            .AddSingleton<ICredentialSource>(source)
            .AddProvisioning()
            .AddSingleton(platform(host.Transport))
            .BuildServiceProvider();

        var result = await services.GetRequiredService<IProvisioner>().ProvisionAsync(
            new Device { Name = lab.Name, Address = "127.0.0.1", Port = host.Port, Platform = lab.Platform, Options = options.ToDictionary(option => option.Key, option => option.Value) },
            new() { DryRun = false, ReplaceConfig = operation == LoadOperation.Replace }, TestContext.Current.CancellationToken);

        Ended.As(result, ProvisionOutcome.Changed, Errors.DeviceState.Committed);
        Assert.All(host.RoundTrips, trips => Assert.InRange(trips, 1, MostRoundTrips));
    }
}
