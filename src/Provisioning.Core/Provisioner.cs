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
    public Task<ProvisionResult> ProvisionAsync(
        Device device, ProvisionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(device);
        options ??= new();
        CheckPlan(options);
        return RunAsync(device, options, undo: null, cancellationToken);
    }

    public IAsyncEnumerable<ProvisionResult> ProvisionAsync(
        IAsyncEnumerable<Device> devices, ProvisionOptions? options = null, CancellationToken cancellationToken = default) =>
        FleetRun.RunAsync(this, devices, CheckPlan(options ?? new()), contexts.TimeProvider, cancellationToken);

    /// <summary>One run, from its first journal entry to its last.</summary>
    /// <param name="device">The device.</param>
    /// <param name="options">What the run may do.</param>
    /// <param name="undo">The earlier run to undo, whose backup is the intended config; else null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal Task<ProvisionResult> RunAsync(Device device, ProvisionOptions options, Undo? undo, CancellationToken cancellationToken)
    {
        var run = new ProvisionRun(device, options, logger, contexts.Settings, contexts.TimeProvider)
        {
            Cancellation = cancellationToken,
            Pace = contexts.Pace,
            HealthChecks = healthChecks,
        };
        return run.CompleteAsync(async () =>
        {
            await run.BeginAsync(contexts.Journal, undo?.RunId).ConfigureAwait(false);
            await RunAsync(run, undo, cancellationToken).ConfigureAwait(false);
        });
    }

    /// <summary>The five steps: validate, credentials, intended config, deploy, verify.</summary>
    private async Task RunAsync(ProvisionRun run, Undo? undo, CancellationToken cancellationToken)
    {
        await run.EnterAsync(ProvisionStage.Validate).ConfigureAwait(false);
        var platform = validator.Validate(run.Device, run.Options);
        var planned = run.Options.Plan?.Find(run.Device.Name, contexts.TimeProvider.GetUtcNow());
        run.Validated(platform);

        await run.EnterAsync(ProvisionStage.Credentials).ConfigureAwait(false);
        var credential = await credentials.GetAsync(run.Device, cancellationToken).ConfigureAwait(false);
        var context = contexts.Create(run.Device, platform, credential, run.Logger) with { RunId = run.RunId };
        run.Secrets = context.Secrets;

        await run.EnterAsync(ProvisionStage.IntendedConfig).ConfigureAwait(false);
        var found = undo?.Intended ?? await intendedConfigs.GetAsync(run.Device, cancellationToken).ConfigureAwait(false);
        // A device's own config may hold what looks like a template.
        var intended = IntendedConfigGuard.Check(found, run.Device, platform, undo is not null || contexts.Settings.AllowTemplateMarkers);
        run.Found(intended);
        planned?.CheckIntended(run.IntendedHash!);

        var deployment = new Deployment(run, platform, context, intended.Text, planned);
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

    private static ProvisionOptions CheckPlan(ProvisionOptions options) =>
        options.Plan is not { } plan || plan.Operation == options.Operation
            ? options
            : throw new ArgumentException($"The plan is for {plan.Operation}, the options say {options.Operation}.", nameof(options));
}
