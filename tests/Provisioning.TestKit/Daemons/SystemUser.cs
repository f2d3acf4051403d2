using System.Security.Cryptography;

namespace Provisioning.TestKit.Daemons;

/// <summary>A throw-away user of this machine, deleted on dispose with all that it still runs. Needs root.</summary>
public sealed class SystemUser : IDisposable
{
    private const string LockName = @"Global\provisioning-test-users";

    private SystemUser(string name, string password) => (Name, Password) = (name, password);

    public string Name { get; }

    public string Password { get; }

    /// <summary>Creates a user <c>prvtest-XXXXXXXX</c> with a random password.</summary>
    /// <param name="shell">Its login shell.</param>
    /// <param name="groups">Its supplementary groups, e.g. <c>frrvty</c> or <c>bird</c>.</param>
    public static SystemUser Create(string shell = "/bin/sh", params string[] groups)
    {
        Requirement.Need(Requirement.Root, Requirement.Program("useradd", "passwd"), Requirement.Program("pkill", "procps"));
        var user = new SystemUser("prvtest-" + RandomHex(4), "pw-" + RandomHex(8));
        string[] supplementary = groups.Length == 0 ? [] : ["-G", string.Join(',', groups)];
        Exclusively(() =>
        {
            CommandLine.Run("/usr/sbin/useradd", ["-M", "-N", "-g", "nogroup", "-d", "/tmp", "-s", shell, .. supplementary, user.Name]);

            // Debian's own way to store a password takes a login 80 ms of CPU time, this one none to speak of.
            CommandLine.Run("/usr/sbin/chpasswd", ["-c", "SHA512", "-s", "1000"], $"{user.Name}:{user.Password}\n");
        });
        return user;
    }

    /// <summary>Its number goes to the next user, and with it whatever were still running.</summary>
    public void Dispose() => Exclusively(() =>
    {
        CommandLine.Run("/bin/sh", ["-c", "pkill -KILL -u \"$1\" || [ $? = 1 ]", "sh", Name]);
        CommandLine.Run("/usr/sbin/userdel", ["-f", Name]);
    });

    private static string RandomHex(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    // The tools do not wait for each other: they fail when the user database is locked.
    private static void Exclusively(Action action)
    {
        using var mutex = new Mutex(false, LockName);
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Another test run was killed; the database is in order all the same.
        }

        try
        {
            action();
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }
}
