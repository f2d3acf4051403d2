namespace Provisioning.Changes;

/// <summary>Keeps the changes that can matter for a device's configuration.</summary>
public interface IDeviceChangeFilter
{
    /// <summary>Judges a change; it neither asks a device nor does anything.</summary>
    /// <param name="change">The change.</param>
    DeviceChangeDecision Decide(DeviceChange change);
}
