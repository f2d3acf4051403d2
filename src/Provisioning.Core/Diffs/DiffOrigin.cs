namespace Provisioning.Diffs;

/// <summary>Who computed a diff.</summary>
public enum DiffOrigin
{
    /// <summary>The device.</summary>
    Device,

    /// <summary>This library, from the texts before and after.</summary>
    Computed,
}
