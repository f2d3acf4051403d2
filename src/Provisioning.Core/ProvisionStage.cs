namespace Provisioning;

/// <summary>The stages of a run, in order.</summary>
public enum ProvisionStage
{
    /// <summary>Validating the device.</summary>
    Validate,

    /// <summary>Getting the credentials.</summary>
    Credentials,

    /// <summary>Getting the intended config.</summary>
    IntendedConfig,

    /// <summary>Connecting and logging in.</summary>
    Open,

    /// <summary>Loading the candidate.</summary>
    Load,

    /// <summary>Getting the diff, and having the device check the candidate.</summary>
    Diff,

    /// <summary>Committing.</summary>
    Commit,

    /// <summary>Verifying on a new connection.</summary>
    Verify,

    /// <summary>Confirming the commit.</summary>
    Confirm,

    /// <summary>Saving to startup.</summary>
    Save,

    /// <summary>All done.</summary>
    Done,
}
