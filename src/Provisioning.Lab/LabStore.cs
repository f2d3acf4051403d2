namespace Provisioning.Lab;

/// <summary>What a write changed.</summary>
public enum LabStore
{
    /// <summary>A candidate: nothing that the device uses.</summary>
    Candidate,

    /// <summary>The running config, or the timer that will change it.</summary>
    Running,

    /// <summary>The startup config.</summary>
    Startup,

    /// <summary>A file that is neither.</summary>
    File,
}
