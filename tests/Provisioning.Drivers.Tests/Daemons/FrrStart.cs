using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Daemons;

internal static class FrrStart
{
    public static async Task<FrrDaemon> OrSkipAsync(string config)
    {
        try
        {
            return await FrrDaemon.StartAsync(config, TestContext.Current.CancellationToken);
        }
        catch (MissingComponentException missing)
        {
            Requirement.SkipOrFail(missing.Message);
            throw;
        }
    }
}
