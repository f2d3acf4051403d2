namespace Provisioning.Drivers;

/// <summary>A per-device setting that a platform or transport understands.</summary>
/// <param name="Key">The key in <see cref="Inventories.Device.Options"/>, lower case.</param>
/// <param name="Description">What it does and its default, in one sentence.</param>
public sealed record DeviceOption(string Key, string Description);
