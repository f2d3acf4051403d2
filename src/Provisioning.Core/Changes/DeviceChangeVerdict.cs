namespace Provisioning.Changes;

/// <summary>What a hook decided about a change.</summary>
public enum DeviceChangeVerdict
{
    /// <summary>The change does not matter, or the policy is not to act on it; the engine was not called.</summary>
    Ignored,

    /// <summary>The change matters and the device is not ready; the engine was not called.</summary>
    NotReady,

    /// <summary>The engine was called; its result says how that ended, well or not.</summary>
    Provisioned,
}
