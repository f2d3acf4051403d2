using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Runs;

namespace Provisioning.Core.Tests.Runs;

/// <summary>Many devices on an engine whose runs end when the test says so.</summary>
public abstract class FleetBench
{
    private protected GatedProvisioner Provisioner { get; } = new();

    private protected FakeTimeProvider Time { get; } = new();

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected void Fail(params string[] names) =>
        Provisioner.Outcome = device => names.Contains(device.Name) ? ProvisionOutcome.Failed : ProvisionOutcome.WouldChange;

    private protected IAsyncEnumerable<ProvisionResult> Run(IEnumerable<string> names, FleetOptions fleet, int atOnce = 10) => FleetRun.RunAsync(
        Provisioner, names.Select(name => new Device { Name = name }).ToAsyncEnumerable(), new() { MaxConcurrency = atOnce, Fleet = fleet }, Time, Cancellation);

    private protected static async Task<List<ProvisionResult>> ListAsync(IAsyncEnumerable<ProvisionResult> results) => await results.ToListAsync(Cancellation);

    private protected void Release(params string[] names) => Array.ForEach(names, Provisioner.Release);
}
