namespace Provisioning.IntendedConfigs;

/// <summary>What a device's configuration should be.</summary>
/// <param name="Text">The configuration, lines separated by LF.</param>
/// <param name="Origin">Where it came from, for messages: a path or an address without secrets.</param>
public sealed record IntendedConfig(string Text, string Origin)
{
    /// <inheritdoc/>
    public override string ToString() => Origin;
}
