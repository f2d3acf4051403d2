using System.Text.RegularExpressions;

namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>Takes configuration text apart into words and signs, and quotes words again.</summary>
internal static partial class JunosWords
{
    /// <summary>The tokens of a text in braces. <c>##</c> begins what the system itself writes, to the end of the line.</summary>
    public static List<JunosToken> OfText(string text)
    {
        var tokens = new List<JunosToken>();
        for (var at = 0; at < text.Length;)
        {
            at = Next(text, at, tokens, "{}[];");
        }

        return tokens;
    }

    /// <summary>The words of a <c>set</c> line, where only brackets are signs.</summary>
    public static List<JunosToken> OfLine(string line)
    {
        var tokens = new List<JunosToken>();
        for (var at = 0; at < line.Length;)
        {
            at = Next(line, at, tokens, "[]");
        }

        return tokens;
    }

    /// <summary>Splits <c>set</c> lines; a quoted word may hold line ends.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        var (start, quoted) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            quoted ^= text[at] == '"' && (at == 0 || text[at - 1] != '\\');
            if (text[at] == '\n' && !quoted)
            {
                yield return text[start..at];
                start = at + 1;
            }
        }

        yield return text[start..];
    }

    /// <summary>A word as Junos shows it: in quotes when it holds anything but letters, digits and a few signs.</summary>
    public static string Quote(string word) => Plain().IsMatch(word) ? word : $"\"{word}\"";

    private static int Next(string text, int at, List<JunosToken> tokens, string signs)
    {
        if (char.IsWhiteSpace(text[at]))
        {
            return at + 1;
        }

        if (text[at] == '#')
        {
            var end = End(text, "\n", at);
            if (!text.AsSpan(at).StartsWith("##"))
            {
                tokens.Add(new(JunosTokenKind.Comment, text[(at + 1)..end].Trim()));
            }

            return end;
        }

        if (text.AsSpan(at).StartsWith("/*"))
        {
            var end = End(text, "*/", at + 2);
            tokens.Add(new(JunosTokenKind.Comment, text[(at + 2)..end].Trim()));
            return Math.Min(end + 2, text.Length);
        }

        if (signs.Contains(text[at], StringComparison.Ordinal))
        {
            tokens.Add(new(JunosTokenKind.Sign, text[at].ToString()));
            return at + 1;
        }

        return text[at] == '"' ? Quoted(text, at + 1, tokens) : Bare(text, at, tokens, signs);
    }

    // Escapes such as \n stay as they are written; Junos shows them so too.
    private static int Quoted(string text, int at, List<JunosToken> tokens)
    {
        var start = at;
        while (at < text.Length && text[at] != '"')
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        var end = Math.Min(at, text.Length);
        tokens.Add(new(JunosTokenKind.Word, text[start..end]));
        return end + 1;
    }

    private static int Bare(string text, int at, List<JunosToken> tokens, string signs)
    {
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !signs.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        tokens.Add(new(JunosTokenKind.Word, text[start..at]));
        return at;
    }

    private static int End(string text, string mark, int from) =>
        text.IndexOf(mark, Math.Min(from, text.Length), StringComparison.Ordinal) is var end and >= 0 ? end : text.Length;

    // Which signs need no quotes is unconfirmed, except those of addresses, interface names and wildcards.
    [GeneratedRegex(@"^[A-Za-z0-9_.:/\-*+@%,<>=]+$")]
    private static partial Regex Plain();
}
