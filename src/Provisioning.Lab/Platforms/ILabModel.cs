using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms;

/// <summary>How a platform behaves. Every member may be called from any thread.</summary>
internal interface ILabModel
{
    string Hostname { get; }

    string Running { get; }

    string Startup { get; }

    IReadOnlyDictionary<string, string> Files { get; }

    IReadOnlyList<LabCandidate> Candidates { get; }

    LabPendingCommit? PendingCommit { get; }

    /// <summary>Changes the running config as another operator would.</summary>
    void ChangeRunning(string lines);

    ILabCli LogIn(LabLogin login);
}
