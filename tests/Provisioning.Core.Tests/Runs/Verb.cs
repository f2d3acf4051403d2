namespace Provisioning.Core.Tests.Runs;

/// <summary>What the engine can ask of a platform and its sessions.</summary>
public enum Verb
{
    Open,
    GetPending,
    GetConfig,
    Load,
    Diff,
    Validate,
    Commit,
    Confirm,
    Rollback,
    Discard,
    Save,
    CleanUp,
    Dispose,
}
