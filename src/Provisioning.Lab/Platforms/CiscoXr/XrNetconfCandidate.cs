using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>The candidate of a NETCONF session.</summary>
/// <param name="session">Its row among the configuration sessions.</param>
/// <param name="replaces">Whether it becomes the whole config.</param>
internal sealed class XrNetconfCandidate(XrSession session, bool replaces)
{
    public XrSession Session => session;

    public bool Replaces => replaces;

    public ConfigSection Result(ConfigSection running) => session.Result(running, replaces);

    /// <summary>Takes a line that is known to be right.</summary>
    public void Enter(string line)
    {
        var command = line.Trim();
        if (session.Target.Editor.InBanner || (command.Length > 0 && command[0] != '!' && command != "end"))
        {
            session.Target.Enter(session.Target.Editor.InBanner ? line : command);
        }
    }
}
