using System.Buffers;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.NokiaSrl;

/// <summary>Splits a config text into statements, and refuses what a command line would act on.</summary>
internal static class NokiaSrlText
{
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code), '?', '\x7f']);

    // Outside of quotes these would send the output into a filter or a file, or end the command.
    private static readonly string[] Operators = ["|", ">", ">>", ";", "!"];

    /// <summary>The statements of a text; comments and blank lines are none.</summary>
    /// <exception cref="LoadException">A character cannot be typed, or a quote is not closed.</exception>
    public static IEnumerable<NokiaSrlStatement> Read(string config)
    {
        var (text, number, begun) = ("", 0, 0);
        foreach (var line in config.Split('\n'))
        {
            number++;
            RefuseKeys(line, number, isInside: text.Length > 0);
            begun = text.Length == 0 ? number : begun;
            text = text.Length == 0 ? line.TrimStart() : $"{text}\n{line}";
            if (Words(text, begun, out var end) is { } words)
            {
                if (words.Count > 0)
                {
                    yield return new(text[..end], begun, words);
                }

                text = "";
            }
        }

        if (text.Length > 0)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"The quoted value that begins in line {begun} of the intended config has no end. Nothing was changed.");
        }
    }

    /// <summary>The words of a statement, and where they end before a comment; null when a quote is still open.</summary>
    private static List<string>? Words(string text, int number, out int length)
    {
        var words = new List<string>();
        length = 0;
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            if (text[at] == '#')
            {
                break;
            }

            var end = text[at] == '"' ? EndOfQuote(text, at) : EndOfWord(text, at);
            if (end < 0)
            {
                return null;
            }

            words.Add(text[at..end]);
            RefuseOperator(words[^1], number, at + 1);
            at = length = end;
        }

        return words;
    }

    private static int EndOfQuote(string text, int start)
    {
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                return at + 1;
            }

            at += text[at] == '\\' ? 1 : 0;
        }

        return -1;
    }

    private static int EndOfWord(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end;
    }

    private static void RefuseOperator(string word, int number, int column)
    {
        if (word[0] != '"' && (Operators.Contains(word) || word.Contains(';', StringComparison.Ordinal)))
        {
            throw new LoadException(ErrorCode.IntendedConfigUnsendable, $"The statement in line {number} of the intended config holds '{word}' at column {column} outside of quotes, which the SR Linux command line would act on. Put the value into quotes.");
        }
    }

    private static void RefuseKeys(string line, int number, bool isInside)
    {
        // Indentation is not typed, unless it is part of a value.
        var start = isInside ? 0 : line.Length - line.AsSpan().TrimStart().Length;
        var index = line.AsSpan(start).IndexOfAny(KeyCharacters) + start;
        if (index >= start)
        {
            throw new LoadException(
                ErrorCode.IntendedConfigUnsendable,
                $"Line {number} of the intended config holds '{(line[index] == '?' ? "?" : $"\\x{(int)line[index]:x2}")}' at column {index + 1}, on which the SR Linux command line would act at once. Remove it.");
        }
    }
}
