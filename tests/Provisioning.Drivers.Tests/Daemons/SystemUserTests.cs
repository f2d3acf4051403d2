using Provisioning.TestKit;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Daemons;

public class SystemUserTests
{
    /// <summary>A login that was cut off runs on, and the next user gets the number of the last.</summary>
    [Fact]
    public async Task What_a_user_still_runs_ends_with_it()
    {
        var user = SystemUser.Create();
        var pid = CommandLine.Run("/usr/sbin/runuser", ["-u", user.Name, "--", "sh", "-c", "sleep 1000 >/dev/null 2>&1 & echo $!"]).Trim();
        Assert.True(Runs(pid));

        user.Dispose();

        await Eventually.TrueAsync(() => Task.FromResult(!Runs(pid)), TimeSpan.FromSeconds(30));
    }

    private static bool Runs(string pid) => Directory.Exists($"/proc/{pid}");
}
