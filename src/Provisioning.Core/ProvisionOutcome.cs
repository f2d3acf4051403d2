namespace Provisioning;

/// <summary>How the run on one device ended.</summary>
public enum ProvisionOutcome
{
    /// <summary>The device already is as intended; nothing was committed.</summary>
    Unchanged,

    /// <summary>There is a diff, and it was not to be committed.</summary>
    WouldChange,

    /// <summary>Committed, verified, confirmed and saved.</summary>
    Changed,

    /// <summary>Something went wrong after the commit and the device is back on its old config, which was checked.</summary>
    RolledBack,

    /// <summary>Something went wrong; <see cref="ProvisionResult.DeviceState"/> says what is true of the device.</summary>
    Failed,

    /// <summary>Nothing was tried; the error says why.</summary>
    Skipped,
}
