using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms;

/// <summary>A personality of somebody's own, which has a command line and nothing else.</summary>
internal sealed class OwnModel(ILabPersonality own) : ILabModel
{
    public string Hostname => own.Hostname;

    public string Running => own.Running;

    public string Startup => own.Startup;

    public IReadOnlyDictionary<string, string> Files => own.Files;

    public IReadOnlyList<LabCandidate> Candidates => own.Candidates;

    public LabPendingCommit? PendingCommit => own.PendingCommit;

    public void ChangeRunning(string lines) => own.ChangeRunning(lines);

    public ILabCli LogIn(LabLogin login) => own.LogIn(login);
}
