using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Runs;
using Provisioning.Validations;

namespace Provisioning;

/// <summary>The flow of a run, and nothing but the flow.</summary>
internal sealed class Provisioner(
    DeviceValidator validator,
    ICredentialSource credentials,
    IIntendedConfigSource intendedConfigs,
    IEnumerable<IDeviceHealthCheck> healthChecks,
    DeviceContextFactory contexts,
    ILogger<Provisioner> logger) : IProvisioner
{
    public async Task<ProvisionResult> ProvisionAsync(
        Device device, ProvisionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        using var run = new ProvisionRun(device, options ?? new(), logger, contexts.Settings, contexts.TimeProvider) 
        {
            Cancellation = cancellationToken,
            Pace = contexts.Pace,
            HealthChecks = healthChecks,
        };
        try
        {
            await RunAsync(run, cancellationToken).ConfigureAwait(false);
            return run.End();
        }
        catch (Exception exception)
        {
            return run.End(exception);
        }
    }

    public IAsyncEnumerable<ProvisionResult> ProvisionAsync(
        IAsyncEnumerable<Device> devices, ProvisionOptions? options = null, CancellationToken cancellationToken = default) =>
        FleetRun.RunAsync(this, devices, options ?? new(), contexts.TimeProvider, cancellationToken);

    /// <summary>The five steps: validate, credentials, intended config, deploy, verify.</summary>
    private async Task RunAsync(ProvisionRun run, CancellationToken cancellationToken)
    {
        run.Enter(ProvisionStage.Validate);
        var platform = validator.Validate(run.Device, run.Options);
        run.Validated(platform);

        run.Enter(ProvisionStage.Credentials);
        var credential = await credentials.GetAsync(run.Device, cancellationToken).ConfigureAwait(false);
        var context = contexts.Create(run.Device, platform, credential, run.Logger) with { RunId = run.RunId };
        run.Secrets = context.Secrets;

        run.Enter(ProvisionStage.IntendedConfig);
        var found = await intendedConfigs.GetAsync(run.Device, cancellationToken).ConfigureAwait(false);
        var intended = IntendedConfigGuard.Check(found, run.Device, platform, contexts.Settings.AllowTemplateMarkers);
        run.Found(intended);

        var deployment = new Deployment(run, platform, context, intended.Text);
        await using var closing = deployment.ConfigureAwait(false);
        await deployment.LoadAsync(cancellationToken).ConfigureAwait(false);
        if (!run.Diff!.IsEmpty && run.Options.Commits)
        {
            await deployment.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await deployment.DiscardAsync().ConfigureAwait(false);
        }
    }
}
