namespace Provisioning;

/// <summary>What would have brought the old config back if the commit had gone wrong.</summary>
public enum CommitProtection
{
    /// <summary>The device's own timer, whatever happens to us; and the engine.</summary>
    DeviceTimer,

    /// <summary>The engine alone, over the connection that it keeps open.</summary>
    OpenConnection,
}
