using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.NokiaSrl;

/// <summary>
/// Turns a config text, flat or with braces, into lines that start at the root, each: one that is refused then never lets the next
/// ones land elsewhere, and none can be anything but <c>set</c>, <c>insert</c> or <c>delete</c>, whatever the text says.
/// </summary>
internal static class NokiaSrlConfig
{
    /// <summary>The lines to type in a candidate, at its root.</summary>
    /// <param name="config">The text.</param>
    /// <exception cref="LoadException">A brace, bracket or quote has no partner, or a character cannot be typed.</exception>
    public static IReadOnlyList<CliLine> Lines(string config)
    {
        var typed = new List<CliLine>();
        var open = new Stack<(NokiaSrlStatement Statement, string Path, int Typed)>();
        (NokiaSrlStatement Statement, List<string> Words)? list = null;
        foreach (var statement in NokiaSrlText.Read(config))
        {
            var words = statement.Words;
            var above = open.TryPeek(out var outer) ? outer.Path + " " : "";
            if (list is { } values)
            {
                values.Words.AddRange(words);
                list = words[^1] == "]" ? Close(values) : list;
            }
            else if (words is ["}"])
            {
                _ = open.TryPop(out var closed) ? true : throw Refusal(statement, "has a '}' without its '{'");
                // What holds nothing is made by nothing below it.
                if (typed.Count == closed.Typed)
                {
                    Type(closed.Path, closed.Statement);
                }
            }
            else if (words[^1] == "{" && words.Count > 1)
            {
                open.Push((statement, above + string.Join(' ', words.Take(words.Count - 1)), typed.Count));
            }
            else if (words is [.., "{", "}"])
            {
                Type(above + string.Join(' ', words.Take(words.Count - 2)), statement);
            }
            else if (words[^1] == "[")
            {
                list = (statement, [.. words.SkipWhile(word => open.Count == 0 && word is "set" or "insert" or "/").Prepend(above.TrimEnd()).Where(word => word.Length > 0)]);
            }
            else if (open.Count == 0 && words[0] is "set" or "insert" or "delete")
            {
                TypeText($"{words[0]} / {AtRoot(statement.Text[words[0].Length..].TrimStart())}", statement);
            }
            else
            {
                TypeText($"set / {above}{AtRoot(statement.Text)}", statement);
            }
        }

        return list is { } unclosed ? throw Refusal(unclosed.Statement, "opens a '[' that is never closed")
            : open.TryPeek(out var left) ? throw Refusal(left.Statement, "opens a '{' that is never closed")
            : typed;

        (NokiaSrlStatement, List<string>)? Close((NokiaSrlStatement Statement, List<string> Words) values)
        {
            Type(string.Join(' ', values.Words), values.Statement);
            return null;
        }

        void Type(string path, NokiaSrlStatement statement) => TypeText($"set / {AtRoot(path)}", statement);

        // Blanks at the end of a value's first line are part of the value.
        void TypeText(string text, NokiaSrlStatement statement) =>
            typed.AddRange((text.Contains('\n', StringComparison.Ordinal) ? text : text.TrimEnd()).Split('\n').Select((line, index) => new CliLine(line, statement.Number + index, InHereDoc: index > 0)));
    }

    private static string AtRoot(string path) => path.StartsWith('/') ? path[1..].TrimStart() : path;

    private static LoadException Refusal(NokiaSrlStatement statement, string what) =>
        new(ErrorCode.LoadRejected, $"Line {statement.Number} of the intended config {what}. Nothing was changed.");
}
