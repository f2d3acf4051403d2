using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>Reads the words of a path, with or without values.</summary>
internal sealed class SrlParser(SrlNode schema)
{
    private static readonly string[] Everywhere = ["!!", "!!!", "#", ">", ">>", "|"];

    /// <summary>Reads words.</summary>
    /// <param name="from">The context that they start in.</param>
    /// <param name="words">The words; <c>/</c> as the first one leads to the root.</param>
    /// <param name="needsValues">Whether a leaf must be followed by a value.</param>
    public SrlParsed Parse(SrlPath from, IReadOnlyList<SrlToken> words, bool needsValues)
    {
        var (place, at) = words.Count > 0 && words[0].Is("/") ? (SrlPath.Root, 1) : (from, 0);
        var leaves = new List<(SrlPath, IReadOnlyList<string>)>();
        while (at < words.Count)
        {
            var word = words[at++];
            if ((place.Node ?? schema).Child(word.Text) is not { } node || word.Quoted)
            {
                return new(place, leaves, Unknown(word.Text, place));
            }

            if (node.Kind == SrlKind.List && at == words.Count)
            {
                // The words are unconfirmed.
                return new(place, leaves, $"Parsing error: Missing key for '{node.Name}'");
            }

            var key = node.Kind == SrlKind.List ? words[at++].Text : null;
            if (!node.IsLeaf)
            {
                place = place.Add(node, key);
                continue;
            }

            var leaf = place.Add(node);
            if (at == words.Count)
            {
                return needsValues ? new(place, leaves, $"Parsing error: Missing value for '{node.Name}'") : new(leaf, leaves);
            }

            var (values, error) = Values(node, words, ref at);
            if (error is not null)
            {
                return new(place, leaves, error);
            }

            leaves.Add((leaf, values));
        }

        return new(place, leaves);
    }

    // Recorded: Parsing error: Unknown token 'x'. Options are ['!!', '!!!', '#', '>', '>>', 'domain-name', 'host-name', '|']
    private string Unknown(string word, SrlPath place) =>
        $"Parsing error: Unknown token '{word}'. Options are [{string.Join(", ", Everywhere.Concat((place.Node ?? schema).Children.Select(child => child.Name)).Order(StringComparer.Ordinal).Select(option => $"'{option}'"))}]";

    private static (IReadOnlyList<string> Values, string? Error) Values(SrlNode leaf, IReadOnlyList<SrlToken> words, ref int at)
    {
        var values = new List<string>();
        if (leaf.Kind == SrlKind.LeafList && words[at].Is("["))
        {
            for (at++; at < words.Count && !words[at].Is("]"); at++)
            {
                values.Add(words[at].Text);
            }

            at++;
        }
        else
        {
            values.Add(words[at++].Text);
        }

        var wrong = values.Find(value => !Fits(leaf.Type, value));
        return wrong is null
            ? ([.. values.Select(value => Stored(leaf.Type, value))], null)
            : ([], $"Parsing error: Invalid value '{wrong}' for '{leaf.Name}'"); // The words are unconfirmed.
    }

    private static bool Fits(string type, string value) => type switch
    {
        "TEXT" or "HASH" or "SECRET" => true,
        "INT" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        "BOOL" => value is "true" or "false",
        _ => type.Split('|').Contains(value),
    };

    // The device salts by chance; here the same clear text always gives the same result.
    private static string Stored(string type, string value) => type switch
    {
        "HASH" when !value.StartsWith('$') => "$6$lab$" + Digest(value),
        "SECRET" when !value.StartsWith("$aes", StringComparison.Ordinal) => $"$aes1$lab={Digest(value)[..24]}==",
        _ => value,
    };

    private static string Digest(string clear) =>
        Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(clear))).TrimEnd('=').Replace('+', '.');
}
