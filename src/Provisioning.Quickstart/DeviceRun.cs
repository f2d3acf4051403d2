using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers.Ssh;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Sources.Credentials;

namespace Provisioning.Quickstart;

/// <summary>Provisions real devices over SSH: the whole embedding, from registration to results.</summary>
internal sealed class DeviceRun(Surroundings surroundings, Screen screen, DeviceRequest request)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var services = Services();
        List<Device> devices;
        try
        {
            devices = await PrepareAsync(services, cancellationToken);
        }
        catch (ProvisioningException exception)
        {
            screen.BadInput(exception);
            return ExitCode.BadInput;
        }

        using var notice = cancellationToken.Register(() => screen.Notice(
            "Cancelling. Devices whose commit was sent are still verified, or rolled back."));
        return await ProvisionAsync(services.GetRequiredService<IProvisioner>(), devices, cancellationToken);
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection()
            .AddConsoleLog(request.Verbose)
            .AddProvisioning()
            .AddBuiltInPlatforms()
            .AddSshTransport(Configure)
            .AddFileInventory(request.Inventory)
            .AddConfigFolder(request.Configs)
            .AddSingleton<ICredentialSource>(new EnvironmentCredentialSource(surroundings.Variable));
        if (request.State is { } folder)
        {
            services.AddProvisionJournal(folder);
        }

        surroundings.Services(services);
        return services.BuildServiceProvider();
    }

    private void Configure(SshTransportOptions ssh)
    {
        ssh.KnownHostsFile = request.KnownHosts ?? ssh.KnownHostsFile;
        ssh.HostKeyPolicy = request.TrustOnFirstUse ? HostKeyPolicy.TrustOnFirstUse : HostKeyPolicy.Strict;
    }

    /// <summary>The devices to work on. Whatever is wrong with the input as a whole is found here, before any connection.</summary>
    private async Task<List<Device>> PrepareAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        CheckPaths();
        var chosen = services.GetRequiredService<IDeviceInventory>()
            .FindAsync(new DeviceFilter { Names = request.Names }, cancellationToken);
        var devices = await chosen.ToListAsync(cancellationToken);
        if (devices.Count == 0)
        {
            throw new InventoryException(ErrorCode.DeviceNotFound, request.Names.Count == 0
                ? $"The inventory '{request.Inventory}' has no devices."
                : $"No device in '{request.Inventory}' is named {string.Join(" or ", request.Names)}; change --name.");
        }

        await RefuseAllAsync(services.GetRequiredService<IDeviceInventory>(), devices.Count, cancellationToken);
        _ = await services.GetRequiredService<ICredentialSource>().GetAsync(devices[0], cancellationToken);
        return devices;
    }

    private async Task RefuseAllAsync(IDeviceInventory inventory, int chosen, CancellationToken cancellationToken)
    {
        if (request is { Commit: true, All: false } && chosen > 1 && chosen == await inventory.GetDevicesAsync(cancellationToken).CountAsync(cancellationToken))
        {
            throw new ValidationException(ErrorCode.DeviceInvalid,
                $"These are all {chosen} devices of '{request.Inventory}'. Give --all to commit on all of them, or choose some by --name. Nothing was done.");
        }
    }

    private void CheckPaths()
    {
        if (!Directory.Exists(request.Configs))
        {
            throw new IntendedConfigException(ErrorCode.IntendedConfigMissing,
                $"The folder of intended configs '{request.Configs}' does not exist; check --configs.");
        }

        if (request is { KnownHosts: { } file, TrustOnFirstUse: false } && !File.Exists(file))
        {
            throw new ConnectionException(ErrorCode.KnownHostsUnusable,
                $"The file of known hosts '{file}' does not exist, so every device would be refused; check --known-hosts.");
        }
    }

    private async Task<int> ProvisionAsync(IProvisioner provisioner, List<Device> devices, CancellationToken cancellationToken)
    {
        var defaults = new ProvisionOptions();
        var options = defaults with
        {
            DryRun = !request.Commit,
            ReplaceConfig = request.Replace,
            ConfirmTimeout = request.ConfirmTimeout ?? defaults.ConfirmTimeout,
        };
        var summary = new ProvisionSummary();
        var isWell = true;
        await foreach (var result in provisioner.ProvisionAsync(devices.ToAsyncEnumerable(), options, cancellationToken))
        {
            summary.Add(result);
            isWell &= result.Succeeded;
            screen.Result(result);
        }

        screen.Line();
        screen.Line($"{summary}{(request.Commit ? "" : " This was a dry run; add --commit to commit.")}");
        return isWell ? ExitCode.AllWell : ExitCode.SomeDeviceFailed;
    }
}
