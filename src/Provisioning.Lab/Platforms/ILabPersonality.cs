using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms;

/// <summary>
/// How a platform's device behaves at its command line. Implement it to simulate a platform that the Lab does not know, and name it
/// in <see cref="LabDeviceOptions.Personality"/>. Every member may be called from any thread.
/// </summary>
public interface ILabPersonality
{
    /// <summary>The name that the prompt shows now.</summary>
    string Hostname { get; }

    /// <summary>The running config as the device prints it.</summary>
    string Running { get; }

    /// <summary>The startup config, in the same form.</summary>
    string Startup { get; }

    /// <summary>Its other files by name, with their text.</summary>
    IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The candidates that exist.</summary>
    IReadOnlyList<LabCandidate> Candidates { get; }

    /// <summary>The commit that waits for its confirmation; null when none.</summary>
    LabPendingCommit? PendingCommit { get; }

    /// <summary>Changes the running config as another operator would.</summary>
    /// <param name="lines">Config lines.</param>
    void ChangeRunning(string lines);

    /// <summary>Starts a login's command line.</summary>
    /// <param name="login">Who logs in and with what terminal.</param>
    ILabCli LogIn(LabLogin login);
}
