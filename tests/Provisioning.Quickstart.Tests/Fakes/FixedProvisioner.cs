using System.Runtime.CompilerServices;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Quickstart.Tests.Fakes;

/// <summary>Ends every run in the same way.</summary>
internal sealed class FixedProvisioner(ProvisionOutcome outcome) : IProvisioner
{
    public Task<ProvisionResult> ProvisionAsync(
        Device device, ProvisionOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ProvisionResult
        {
            Device = device.Name,
            RunId = "run",
            Outcome = outcome,
            DeviceState = DeviceState.Unknown,
            Stage = ProvisionStage.Done,
            DryRun = false,
            Operation = LoadOperation.Merge,
            Trigger = ProvisionTrigger.Host,
            StartedAt = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.Zero,
        });

    public async IAsyncEnumerable<ProvisionResult> ProvisionAsync(
        IAsyncEnumerable<Device> devices,
        ProvisionOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var device in devices.WithCancellation(cancellationToken))
        {
            yield return await ProvisionAsync(device, options, cancellationToken);
        }
    }
}
