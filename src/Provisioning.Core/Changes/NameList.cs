using System.Collections.Frozen;

namespace Provisioning.Changes;

/// <summary>A list of names in an options object: compared without regard to case, and refused when it cannot be meant.</summary>
internal static class NameList
{
    /// <exception cref="ArgumentException">The list is null, holds a blank name, or is empty and must not be.</exception>
    internal static FrozenSet<string> Freeze(IReadOnlyList<string>? names, string option, bool mayBeEmpty = false)
    {
        if (names is null || names.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException($"{option} is null or holds a blank name; list the names.", option);
        }

        if (names.Count == 0 && !mayBeEmpty)
        {
            throw new ArgumentException($"{option} is empty, so no change would ever count; list at least one name.", option);
        }

        return names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
