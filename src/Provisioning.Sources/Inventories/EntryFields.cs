using Provisioning.Sources.Texts;
using Provisioning.Validations;

namespace Provisioning.Sources.Inventories;

/// <summary>The fields that an inventory entry may have; their case does not count.</summary>
internal static class EntryFields
{
    public static readonly IReadOnlyList<string> All =
        ["name", "address", "port", "platform", "role", "location", "status", "tags", "options"];

    public static bool Contains(string key) => All.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>What to say about a field that is not one. Its value is not told: it may be a secret.</summary>
    public static string Unknown(string key) => $"unknown field {Shown.Value(key)}; {Suggestion(key)}";

    private static string Suggestion(string key)
    {
        var nearest = NearestNames.Find(key, All);
        return nearest.Count == 0
            ? $"remove it, or move a setting of the platform into 'options'; the fields are {string.Join(", ", All)}"
            : $"did you mean {string.Join(" or ", nearest.Select(name => $"'{name}'"))}?";
    }
}
