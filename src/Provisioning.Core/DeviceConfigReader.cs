using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Runs;
using Provisioning.Validations;

namespace Provisioning;

internal sealed class DeviceConfigReader(
    DeviceValidator validator,
    ICredentialSource credentials,
    IIntendedConfigSource intendedConfigs,
    DeviceContextFactory contexts,
    ILogger<DeviceConfigReader> logger) : IDeviceConfigReader
{
    public async Task<DeviceConfig> ReadAsync(Device device, ConfigStore store, CancellationToken cancellationToken = default)
    {
        var platform = Validate(device, store);
        var context = await PrepareAsync(device, platform, cancellationToken).ConfigureAwait(false);
        var text = await ReadAsync(platform, context, store, cancellationToken).ConfigureAwait(false);
        return new DeviceConfig(device.Name, store, text, context.Secrets);
    }

    public async Task<ConfigDiff> CompareAsync(Device device, CancellationToken cancellationToken = default)
    {
        var platform = Validate(device, ConfigStore.Running);
        var context = await PrepareAsync(device, platform, cancellationToken).ConfigureAwait(false);
        var found = await intendedConfigs.GetAsync(device, cancellationToken).ConfigureAwait(false);
        var intended = IntendedConfigGuard.Check(found, device, platform, contexts.Settings.AllowTemplateMarkers);
        var running = await ReadAsync(platform, context, ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        return ConfigDiff.Compute(running, intended.Text, context.Secrets, cancellationToken: cancellationToken);
    }

    private IPlatform Validate(Device device, ConfigStore store)
    {
        ArgumentNullException.ThrowIfNull(device);
        var platform = validator.Validate(device, options: null);
        return store != ConfigStore.Candidate && platform.Capabilities.Stores.Contains(store)
            ? platform
            : throw new ValidationException(
                ErrorCode.CapabilityMissing,
                $"Device '{device.Name}': platform '{platform.Name}' has no {store} config that can be read outside a run; it has {string.Join(", ", platform.Capabilities.Stores.Where(s => s != ConfigStore.Candidate))}.");
    }

    private async Task<DeviceContext> PrepareAsync(Device device, IPlatform platform, CancellationToken cancellationToken)
    {
        var credential = await credentials.GetAsync(device, cancellationToken).ConfigureAwait(false);
        return contexts.Create(device, platform, credential, logger);
    }

    private async Task<string> ReadAsync(
        IPlatform platform, DeviceContext context, ConfigStore store, CancellationToken cancellationToken)
    {
        await contexts.Pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        var session = await platform.OpenAsync(context, cancellationToken).ConfigureAwait(false);
        await using var closing = session.ConfigureAwait(false);
        return await session.GetConfigAsync(store, cancellationToken).ConfigureAwait(false);
    }
}
