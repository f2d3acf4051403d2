using Provisioning.TestKit.Daemons;

namespace Provisioning.TestKit.Conformance;

/// <summary>A user of this machine and its login shell.</summary>
public sealed record SshLogin(SystemUser User, HeldShell Shell)
{
    public static SshLogin Create(params string[] groups)
    {
        Requirement.Need(Requirement.Root);
        var shell = new HeldShell();
        return new(SystemUser.Create(shell.Path, groups), shell);
    }
}
