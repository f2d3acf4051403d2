namespace Provisioning.Drivers;

/// <summary>How a config is loaded into the candidate.</summary>
public enum LoadOperation
{
    /// <summary>Add to the running config; what is not mentioned stays.</summary>
    Merge,

    /// <summary>Become the whole config; what is not mentioned goes.</summary>
    Replace,
}
