using Provisioning.Diffs;
using Provisioning.Drivers;

namespace Provisioning;

/// <summary>A configuration read from a device.</summary>
/// <param name="device">The device's name.</param>
/// <param name="store">Which store it is.</param>
/// <param name="text">The text as the device gave it.</param>
/// <param name="secrets">Masks it.</param>
public sealed class DeviceConfig(string device, ConfigStore store, string text, SecretMasker secrets)
{
    /// <summary>The device's name.</summary>
    public string Device { get; } = device;

    /// <summary>Which store it is.</summary>
    public ConfigStore Store { get; } = store;

    /// <summary>The text with its secrets masked and control characters made visible (see <see cref="TerminalText"/>).</summary>
    public string Text { get; } = TerminalText.Escape(secrets.Mask(text));

    /// <summary>Hands out the text as it is, secrets and control characters included, e.g. for a backup.</summary>
    public string Reveal() => text;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
