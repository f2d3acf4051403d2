using Provisioning.Lab.Http;
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

    /// <summary>The program behind a command that is run without a terminal, e.g. <c>scp</c>; null where the command line takes it.</summary>
    ILabProgram? Command(LabLogin login, string command) => null;

    /// <summary>The program behind a subsystem of the SSH server, e.g. <c>netconf</c>; null where the device has none of that name.</summary>
    ILabProgram? Subsystem(LabLogin login, string name) => null;

    /// <summary>The service behind the device's web server; null where it has none.</summary>
    ILabWeb? Web => null;
}
