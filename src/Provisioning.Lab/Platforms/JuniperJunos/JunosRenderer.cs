using System.Text;

namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>Writes a configuration as Junos shows it.</summary>
internal static class JunosRenderer
{
    private const int Indent = 4;

    /// <summary>In braces.</summary>
    public static string Text(JunosNode top)
    {
        var text = new StringBuilder();
        Children(top, 0, text);
        return text.ToString();
    }

    /// <summary>One statement in braces, indented as said.</summary>
    public static string Statement(JunosNode node, int indent)
    {
        var text = new StringBuilder();
        Statement(node, indent, text);
        return text.ToString();
    }

    /// <summary>As <c>set</c> lines (<c>display set</c>).</summary>
    public static string Set(JunosNode top)
    {
        var lines = new List<string>();
        Set(top, "", lines);
        return string.Concat(lines.Select(line => line + "\n"));
    }

    /// <summary>A statement without what stands below it, and without the sign behind it.</summary>
    public static string Head(JunosNode node) =>
        (node.Protected ? "protect: " : "") + (node.Inactive ? "inactive: " : "") + node.Title + Values(node);

    private static void Children(JunosNode level, int indent, StringBuilder text)
    {
        foreach (var child in level.Sorted())
        {
            Statement(child, indent, text);
        }
    }

    private static void Statement(JunosNode node, int indent, StringBuilder text)
    {
        if (node.Comment is { } comment)
        {
            text.Append(' ', indent).Append("/* ").Append(comment).Append(" */\n");
        }

        text.Append(' ', indent).Append(Head(node));
        if (node.Children.Count == 0)
        {
            text.Append(node.Rule.IsSecret ? "; ## SECRET-DATA\n" : ";\n");
        }
        else if (node.Rule.OneLine && node.Children is [{ Rule.IsLevel: false } only])
        {
            text.Append(' ').Append(Head(only)).Append(";\n");
        }
        else
        {
            text.Append(" {\n");
            Children(node, indent + Indent, text);
            text.Append(' ', indent).Append("}\n");
        }
    }

    // Secrets are always in quotes; of other values those that hold more than letters, digits and a few signs.
    private static string Values(JunosNode node) => node.Values switch
    {
        [] => "",
        [var secret] when node.Rule.IsSecret => $" \"{secret}\"",
        [var value] => " " + JunosWords.Quote(value),
        var values => $" [ {string.Join(' ', values.Select(JunosWords.Quote))} ]",
    };

    private static void Set(JunosNode level, string path, List<string> lines)
    {
        foreach (var node in level.Sorted())
        {
            var here = $"{path} {node.Title}";
            if (node.Children.Count == 0)
            {
                lines.AddRange(node.Values.Count == 0 ? [$"set{here}"] : node.Values.Select(value => $"set{here} {(node.Rule.IsSecret ? $"\"{value}\"" : JunosWords.Quote(value))}"));
            }

            Set(node, here, lines);
            lines.AddRange(node.Inactive ? [$"deactivate{here}"] : []);
            lines.AddRange(node.Protected ? [$"protect{here}"] : []);
        }
    }
}
