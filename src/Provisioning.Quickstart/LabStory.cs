using Microsoft.Extensions.DependencyInjection;
using Provisioning.Changes;
using Provisioning.Credentials;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.Lab;
using Provisioning.Sources.Credentials;

namespace Provisioning.Quickstart;

/// <summary>Dry run, commit, verify and a device change, told on three simulated devices.</summary>
internal sealed class LabStory(Surroundings surroundings, Screen screen)
{
    // Not "admin": the login's password is masked wherever it is seen, also within other words.
    private static readonly DeviceCredential Login = new() { Username = "admin", Password = new("Tidal-Lantern") };

    private readonly LabNetwork _network = CreateNetwork();
    private readonly LabRecords _records = new();
    private bool _asExpected = true;

    public async Task<int> RunAsync(bool verbose, CancellationToken cancellationToken)
    {
        await using var services = Services(verbose);
        var provisioner = services.GetRequiredService<IProvisioner>();
        var hook = services.GetRequiredService<DeviceChangeHook>();

        await IntroduceAsync(cancellationToken);
        await DryRunAsync(provisioner, cancellationToken);
        await CommitAsync(provisioner, cancellationToken);
        await VerifyAsync(provisioner, cancellationToken);
        await ChangeAsync(hook, cancellationToken);
        await SaveAgainAsync(hook, cancellationToken);

        screen.Heading(_asExpected ? "Everything ended as expected" : "Not everything ended as expected");
        return _asExpected ? ExitCode.AllWell : ExitCode.SomeDeviceFailed;
    }

    private ServiceProvider Services(bool verbose)
    {
        var services = new ServiceCollection()
            .AddConsoleLog(verbose)
            .AddProvisioning()
            .AddBuiltInPlatforms()
            .AddSingleton<IDeviceTransport>(_network) // for real devices: AddSshTransport()
            .AddSingleton<IIntendedConfigSource>(_records)
            .AddSingleton<ICredentialSource>(new FixedCredentialSource(Login))
            .AddDeviceChangeHook(policy => policy.DryRun = false); // a hook commits nothing unless it is told to
        surroundings.Services(services);
        return services.BuildServiceProvider();
    }

    private static LabNetwork CreateNetwork()
    {
        var network = new LabNetwork();
        foreach (var sample in LabSamples.Devices)
        {
            network.Add(new LabDeviceOptions
            {
                Name = sample.Name,
                Addresses = [sample.Address],
                Running = sample.Running,
                Username = Login.Username,
                Password = Login.Password!.Reveal(),
            });
        }

        return network;
    }

    private async Task IntroduceAsync(CancellationToken cancellationToken)
    {
        screen.Heading("Three simulated devices, in this process");
        await foreach (var device in _records.GetDevicesAsync(cancellationToken))
        {
            screen.Line($"{device.Name}: {device.Platform} at {device.Address}, {device.Role}, {device.Status}");
        }
    }

    private async Task DryRunAsync(IProvisioner provisioner, CancellationToken cancellationToken)
    {
        screen.Heading("Dry run: what would change");
        var results = await ProvisionAsync(provisioner, new ProvisionOptions(), cancellationToken);
        Expect("every device would change", results.All(result => result.Outcome == ProvisionOutcome.WouldChange));
        Expect("nothing was written to any device", _network.Devices.All(device => device.Journal.DeviceWrites.Count == 0));
    }

    private async Task CommitAsync(IProvisioner provisioner, CancellationToken cancellationToken)
    {
        screen.Heading("Commit: under a timer on the device, until a new connection has verified it");
        var results = await ProvisionAsync(provisioner, new ProvisionOptions { DryRun = false }, cancellationToken, showDiff: false);
        Expect("every device is changed, verified and confirmed", results.All(result =>
            result is { Outcome: ProvisionOutcome.Changed, DeviceState: DeviceState.Committed }));
        Expect("every device would start with it", _network.Devices.All(device => device.Startup == device.Running));
    }

    private async Task VerifyAsync(IProvisioner provisioner, CancellationToken cancellationToken)
    {
        screen.Heading("Verify: the same run again");
        var results = await ProvisionAsync(provisioner, new ProvisionOptions { DryRun = false }, cancellationToken);
        Expect("every device is as intended", results.All(result => result.Outcome == ProvisionOutcome.Unchanged));
    }

    private async Task ChangeAsync(DeviceChangeHook hook, CancellationToken cancellationToken)
    {
        screen.Heading("A device changes: leaf2 goes from Planned to Active, and the hook acts");
        var outcome = await HandleAsync(hook, _records.Save(_records["leaf2"] with { Status = "Active" }), cancellationToken);
        Expect("the hook committed the change", outcome.Result?.Outcome == ProvisionOutcome.Changed);
    }

    private async Task SaveAgainAsync(DeviceChangeHook hook, CancellationToken cancellationToken)
    {
        screen.Heading("The same record is saved again, and the hook does nothing");
        var entries = _network["leaf2"].Journal.Entries.Count;
        var outcome = await HandleAsync(hook, _records.Save(_records["leaf2"]), cancellationToken);
        Expect("the hook ignored it", outcome.Verdict == DeviceChangeVerdict.Ignored);
        Expect("nothing was written to leaf2", _network["leaf2"].Journal.Entries.Count == entries);
    }

    private async Task<List<ProvisionResult>> ProvisionAsync(
        IProvisioner provisioner, ProvisionOptions options, CancellationToken cancellationToken, bool showDiff = true)
    {
        var devices = _records.GetDevicesAsync(cancellationToken);
        var results = await provisioner.ProvisionAsync(devices, options, cancellationToken)
            .OrderBy(result => result.Device).ToListAsync(CancellationToken.None);
        results.ForEach(result => screen.Result(result, showDiff));
        return results;
    }

    private async Task<DeviceChangeOutcome> HandleAsync(
        DeviceChangeHook hook, DeviceChange change, CancellationToken cancellationToken)
    {
        var outcome = await hook.HandleAsync(change, cancellationToken);
        screen.Line($"hook: {outcome.Verdict} ({outcome.Reason})");
        if (outcome.Result is { } result)
        {
            screen.Result(result);
        }

        return outcome;
    }

    private void Expect(string what, bool isSo)
    {
        screen.Line($"{(isSo ? "[ok]" : "[NOT SO]")} {what}");
        _asExpected &= isSo;
    }
}
