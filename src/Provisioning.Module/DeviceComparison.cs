using Provisioning.Diffs;

namespace Provisioning.Module;

/// <summary>A device's whole running config against its whole intended config.</summary>
/// <param name="Device">The device's name.</param>
/// <param name="Diff">From running to intended; secrets are masked.</param>
public sealed record DeviceComparison(string Device, ConfigDiff Diff)
{
    /// <summary>Whether there is no difference.</summary>
    public bool InSync => Diff.IsEmpty;
}
