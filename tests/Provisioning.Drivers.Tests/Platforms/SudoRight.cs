using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>Lets a user run everything through sudo without a password, until disposed.</summary>
internal sealed class SudoRight : IDisposable
{
    private readonly string _file;

    public SudoRight(SystemUser user)
    {
        Requirement.Need(Sudo, Requirement.Root);
        _file = Path.Combine("/etc/sudoers.d", user.Name);
        File.WriteAllText(_file, $"{user.Name} ALL=(root) NOPASSWD: ALL\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        }
    }

    public static Requirement Sudo { get; } = Requirement.Program("sudo", "sudo");

    public void Dispose() => File.Delete(_file);
}
