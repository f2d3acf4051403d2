using Provisioning.Diffs;
using Provisioning.Drivers;

namespace Provisioning.Module;

/// <summary>A config that was read from a device.</summary>
/// <param name="Device">The device's name.</param>
/// <param name="Store">Which store it is.</param>
/// <param name="Text">The config; secrets are masked unless they were asked for.</param>
/// <param name="IncludesSecrets">Whether <paramref name="Text"/> is as the device gave it.</param>
public sealed record DeviceConfigText(string Device, ConfigStore Store, string Text, bool IncludesSecrets)
{
    /// <summary>The text, safe to print on a terminal.</summary>
    public override string ToString() => TerminalText.Escape(Text);
}
