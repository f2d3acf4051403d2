namespace Provisioning.TestKit.Conformance;

/// <summary>All that must stay the same where nothing may change.</summary>
public sealed record Truth(string Running, string Startup, long Changes, bool Pending)
{
    public static async Task<Truth> OfAsync(ConformanceBed bed) => new(
        await bed.RunningAsync(), await bed.StartupAsync(), await bed.ChangeCounterAsync(), await bed.IsPendingAsync());
}
