using Provisioning.Errors;

namespace Provisioning.TestKit.Conformance;

/// <summary>Asserts how a run ended, and shows the result where it ended otherwise.</summary>
public static class Ended
{
    public static void As(ProvisionResult result, ProvisionOutcome outcome, DeviceState state, ErrorCode? code = null) => Assert.True(
        result.Outcome == outcome && result.DeviceState == state && result.Error?.Code == code,
        $"Expected {outcome}/{state}/{code}, was {result.Outcome}/{result.DeviceState} at {result.Stage}: {result.Error}\n{result.Diff}");
}
