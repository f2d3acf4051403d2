namespace Provisioning.Drivers;

/// <summary>The places where a device keeps a configuration.</summary>
public enum ConfigStore
{
    /// <summary>What the device acts on now.</summary>
    Running,

    /// <summary>What the device starts with after a reboot.</summary>
    Startup,

    /// <summary>What this session has loaded and not committed.</summary>
    Candidate,
}
