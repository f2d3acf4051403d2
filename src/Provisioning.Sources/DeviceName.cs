using System.Buffers;
using Provisioning.Sources.Texts;

namespace Provisioning.Sources;

/// <summary>What a device's name may be: names become file names, and are typed with wildcards.</summary>
internal static class DeviceName
{
    private const int Longest = 200;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\*?\"<>|");

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Problem(string name) => name switch
    {
        "" => "is empty",
        "." or ".." => "is a folder's name",
        { Length: > Longest } => $"is longer than {Longest} characters",
        _ when name.Any(char.IsWhiteSpace) => "holds white space",
        _ when name.Any(Shown.IsInvisible) => "holds control characters",
        _ when name.AsSpan().IndexOfAny(Forbidden) is >= 0 and var at => $"holds '{name[at]}', which file names cannot have",
        _ => null,
    };
}
