using System.Text.RegularExpressions;

namespace Provisioning.Diffs.Masking;

/// <summary>Finds the secrets in single lines.</summary>
internal sealed partial class LineSecrets(IEnumerable<SecretPattern> patterns, KnownValues known)
{
    private static readonly Regex[] InAnyText = [KeyInOneLine(), EncodedLine(), PasswordInAddress()];
    private readonly Regex[] _inConfigs = [.. InAnyText, .. patterns.Select(pattern => pattern.Regex)];

    /// <summary>The secrets of a line, in order of place.</summary>
    /// <param name="line">One line without its ending.</param>
    /// <param name="isKey">Whether the line is in a private key and hence all secret.</param>
    /// <param name="isConfig">Whether it may be a config's, so that the platform's patterns count.</param>
    public List<SecretSpan> Find(string line, bool isKey, bool isConfig)
    {
        if (isKey)
        {
            return [All(line)];
        }

        try
        {
            var hidden = Placeholder().Matches(line).Select(match => Span(match, 0)).ToList();
            return SecretSpan.Join(InSyntax(line, isConfig ? _inConfigs : InAnyText).Concat(known.Find(line))
                .Where(span => !hidden.Exists(placeholder => placeholder.Contains(span))));
        }
        catch (RegexMatchTimeoutException)
        {
            // What could not be searched may hold anything.
            return [All(line)];
        }
    }

    private static IEnumerable<SecretSpan> InSyntax(string line, Regex[] expressions)
    {
        // A pattern may be bound to the start of a line, where a device's diff has its marker.
        var start = Marker().Match(line).Length;
        var bare = start == 0 ? null : line[start..];
        foreach (var expression in expressions)
        {
            foreach (var span in Spans(expression, line, 0))
            {
                yield return span;
            }

            foreach (var span in bare is null ? [] : Spans(expression, bare, start))
            {
                yield return span;
            }
        }
    }

    private static IEnumerable<SecretSpan> Spans(Regex expression, string text, int offset) =>
        expression.Matches(text).SelectMany(match => match.Groups[SecretPattern.Group].Captures).Select(capture => Span(capture, offset));

    private static SecretSpan Span(Capture capture, int offset) =>
        new(offset + capture.Index, offset + capture.Index + capture.Length);

    private static SecretSpan All(string line)
    {
        var text = Indent().Match(line).Length;
        return new SecretSpan(text, Math.Max(text, line.AsSpan().TrimEnd().Length));
    }

    [GeneratedRegex(@"<secret-\d+>", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\s*[+\-<>]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"^\s*(?:[+\-<>]\s*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Indent();

    // A whole PEM key in one line, its newlines written as \n.
    [GeneratedRegex(@"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----\s*(?<secret>\S.*?)\s*(?:-----END|$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyInOneLine();

    // PEM bodies have 64 characters a line (RFC 7468), OpenSSH's 70.
    [GeneratedRegex(@"^\s*(?:[+\-<>]\s*)?(?<secret>[A-Za-z0-9+/=]{40,})\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EncodedLine();

    // Up to the last @ of the word: passwords with / or @ stand in addresses unescaped more often than they should.
    // Not backtracking: in a long word with many such beginnings the effort would be the square of its length.
    [GeneratedRegex(@"://[^\s:/?#]*:(?<secret>\S+)@", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, 1000)]
    private static partial Regex PasswordInAddress();
}
