using System.Globalization;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>
/// The options of <c>commit</c> ("commit", Cisco IOS XR System Management Command Reference). <c>comment</c> comes last and
/// takes the rest of the line.
/// </summary>
internal sealed record XrCommitRequest
{
    public bool Replace { get; init; }

    public TimeSpan? Confirmed { get; init; }

    public string? Label { get; init; }

    public string? Comment { get; init; }

    /// <summary>Over NETCONF, the name by which any session may confirm it.</summary>
    public string? PersistId { get; init; }

    /// <summary>Reads the words behind <c>commit</c>; null when the command is not known like that.</summary>
    public static XrCommitRequest? Parse(IReadOnlyList<string> words)
    {
        var request = new XrCommitRequest();
        for (var at = 0; at < words.Count;)
        {
            (request, var taken) = Take(request, words, at);
            if (taken == 0)
            {
                return null;
            }

            at += taken;
        }

        return request;
    }

    private static (XrCommitRequest Request, int Taken) Take(XrCommitRequest request, IReadOnlyList<string> words, int at) => words[at] switch
    {
        "replace" => (request with { Replace = true }, 1),
        "show-error" or "force" => (request, 1),
        "label" when at + 1 < words.Count => (request with { Label = words[at + 1] }, 2),
        "comment" when at + 1 < words.Count => (request with { Comment = string.Join(' ', words.Skip(at + 1)) }, words.Count - at),
        "confirmed" when Number(words, at + 1) is { } seconds and >= 30 and <= 65535 => (request with { Confirmed = TimeSpan.FromSeconds(seconds) }, 2),
        "confirmed" when words.ElementAtOrDefault(at + 1) == "minutes" && Number(words, at + 2) is { } minutes and >= 1 and <= 1024 =>
            (request with { Confirmed = TimeSpan.FromMinutes(minutes) }, 3),
        _ => (request, 0),
    };

    private static int? Number(IReadOnlyList<string> words, int at) =>
        at < words.Count && int.TryParse(words[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
