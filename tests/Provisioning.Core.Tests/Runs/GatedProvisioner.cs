using System.Collections.Concurrent;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Core.Tests.Runs;

/// <summary>An engine whose runs end when the test says so.</summary>
internal sealed class GatedProvisioner : IProvisioner
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _begun = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Started { get; } = [];

    /// <summary>The runs that ended because of the token.</summary>
    public ConcurrentDictionary<string, ErrorCode> Stopped { get; } = [];

    public Func<Device, ProvisionOutcome> Outcome { get; set; } = _ => ProvisionOutcome.WouldChange;

    /// <summary>Has the last word on a result.</summary>
    public Func<ProvisionResult, ProvisionResult> Shape { get; set; } = result => result;

    public void Release(string name) => Of(_gates, name).TrySetResult();

    public Task BegunAsync(string name) => Of(_begun, name).Task.WaitAsync(TestContext.Current.CancellationToken);

    public async Task<ProvisionResult> ProvisionAsync(Device device, ProvisionOptions? options, CancellationToken cancellationToken)
    {
        Started.Enqueue(device.Name);
        Of(_begun, device.Name).TrySetResult();
        try
        {
            await Of(_gates, device.Name).Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Stopped[device.Name] = options?.OutOfTime?.Invoke() is null ? ErrorCode.Cancelled : ErrorCode.DeadlineExceeded;
        }

        return Shape(Result(device, Outcome(device)));
    }

    public IAsyncEnumerable<ProvisionResult> ProvisionAsync(
        IAsyncEnumerable<Device> devices, ProvisionOptions? options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private static TaskCompletionSource Of(ConcurrentDictionary<string, TaskCompletionSource> sources, string name) =>
        sources.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private static ProvisionResult Result(Device device, ProvisionOutcome outcome) => new()
    {
        Device = device.Name,
        RunId = "00c0ffee",
        Outcome = outcome,
        DeviceState = DeviceState.Untouched,
        Stage = ProvisionStage.Done,
        DryRun = true,
        Operation = LoadOperation.Merge,
        Trigger = ProvisionTrigger.Host,
        StartedAt = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.Zero,
    };
}
