namespace Provisioning.Sources.Inventories.Trees;

/// <summary>Thrown by a format's parser: the file cannot be read as what its extension says.</summary>
/// <param name="reason">What is wrong, without quoting the file: a line of it may hold a secret.</param>
/// <param name="at">Where, if known.</param>
internal sealed class MalformedException(string reason, Position? at = null) : Exception(reason)
{
    /// <summary>Where, if known.</summary>
    public Position? At { get; } = at;
}
