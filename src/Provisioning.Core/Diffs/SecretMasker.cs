using System.Globalization;
using System.Text;
using Provisioning.Credentials;
using Provisioning.Diffs.Masking;
using Provisioning.Diffs.Unified;

namespace Provisioning.Diffs;

/// <summary>
/// Replaces secrets by numbered placeholders such as <c>&lt;secret-1&gt;</c>: within one masker the same secret always has the
/// same number, so a change of a secret still shows, and nothing can be derived from the number. Besides what it is told, it
/// always hides private keys, lines that are nothing but 40 or more base64 characters, and passwords in addresses
/// (<c>scheme://user:password@host</c>). Safe to use from many threads.
/// </summary>
/// <param name="patterns">Where the platform's syntax holds secrets.</param>
/// <param name="known">
/// Secret values to hide wherever they appear; values shorter than four characters only where they stand alone as a word.
/// </param>
public sealed class SecretMasker(IEnumerable<SecretPattern> patterns, IEnumerable<Secret> known)
{
    private readonly LineSecrets _secrets = new(patterns, new KnownValues(known));
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly object _lock = new();

    /// <summary>Hides only what is always hidden; for texts of no platform and with no known secrets.</summary>
    public static SecretMasker None => new([], []);

    /// <summary>
    /// Masks a text of one or many lines; the number of lines stays the same. A line that takes over a second to search is
    /// hidden whole. Placeholders that are there already stay.
    /// </summary>
    /// <param name="text">The text; may be a diff with markers before its lines.</param>
    public string Mask(string text) => Mask(text, isConfig: true);

    /// <summary>
    /// Masks a text that holds no config: known values and what is always hidden, but not what the platform's patterns take for a
    /// secret. A sentence about a key looks like one to them.
    /// </summary>
    internal string MaskProse(string text) => Mask(text, isConfig: false);

    /// <summary>Masks one line of a config.</summary>
    /// <param name="line">The line without its ending.</param>
    /// <param name="isKey">Whether it stands in a private key.</param>
    internal string MaskLine(string line, bool isKey) => MaskLine(line, isKey, isConfig: true);

    private string Mask(string text, bool isConfig)
    {
        var lines = TextLines.Split(text);
        var keyLines = PrivateKeyLines.Find(lines);
        var masked = new StringBuilder(text.Length);
        for (var index = 0; index < lines.Count; index++)
        {
            var (content, ending) = TextLines.Cut(lines[index]);
            masked.Append(MaskLine(content, keyLines.Contains(index), isConfig)).Append(ending);
        }

        return masked.ToString();
    }

    private string MaskLine(string line, bool isKey, bool isConfig)
    {
        var spans = _secrets.Find(line, isKey, isConfig);
        if (spans.Count == 0)
        {
            return line;
        }

        var masked = new StringBuilder(line.Length);
        var at = 0;
        foreach (var span in spans)
        {
            masked.Append(line, at, span.Start - at).Append(Placeholder(line[span.Start..span.End]));
            at = span.End;
        }

        return masked.Append(line, at, line.Length - at).ToString();
    }

    private string Placeholder(string secret)
    {
        lock (_lock)
        {
            _numbers.TryAdd(secret, _numbers.Count + 1);
            return string.Create(CultureInfo.InvariantCulture, $"<secret-{_numbers[secret]}>");
        }
    }
}
