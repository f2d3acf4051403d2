using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>How a run is expected to end.</summary>
internal static class Ending
{
    public static void Is(ProvisionResult result, ProvisionOutcome outcome, DeviceState state, ErrorCode? code = null) =>
        Assert.True(
            result.Outcome == outcome && result.DeviceState == state && result.Error?.Code == code,
            $"Expected {outcome}/{state}/{code}, was {result.Outcome}/{result.DeviceState} at {result.Stage}: {result.Error}");

    /// <summary>Running and startup are as before the run, nothing waits and nothing of ours is left.</summary>
    public static void LeavesAsItWas(FakeDevice device)
    {
        Assert.Equal((FakeDevice.OldConfig, FakeDevice.OldConfig, null), (device.Running, device.Startup, device.Pending));
        Assert.Empty(device.Candidates);
        Assert.Empty(device.WaysBack);
    }
}
