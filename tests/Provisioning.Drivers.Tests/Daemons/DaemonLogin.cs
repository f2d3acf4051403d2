using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Daemons;

/// <summary>Runs a command as a user without rights of its own, in the given groups only.</summary>
internal static class DaemonLogin
{
    public static Task<ChildResult> RunAsync(NetNamespace network, IReadOnlyList<string> groups, params string[] command) =>
        network.RunAsync(
            ["setpriv", "--reuid=65534", "--regid=65534", $"--groups={string.Join(',', groups)}", .. command],
            TestContext.Current.CancellationToken);
}
