using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Daemons;

internal static class BirdStart
{
    public static async Task<BirdDaemon> OrSkipAsync(string config)
    {
        try
        {
            return await BirdDaemon.StartAsync(config, TestContext.Current.CancellationToken);
        }
        catch (MissingComponentException missing)
        {
            Requirement.SkipOrFail(missing.Message);
            throw;
        }
    }
}
