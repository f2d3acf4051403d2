using System.Xml;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>An intended config, its form known.</summary>
/// <param name="Format">The form.</param>
/// <param name="Text">What to load.</param>
/// <param name="HasReplaceTags">Whether statements are tagged <c>replace:</c>.</param>
internal sealed record JuniperJunosConfig(JunosFormat Format, string Text, bool HasReplaceTags)
{
    // The commands that "load set" takes (CLI User Guide, "load"); "delete:" and the like are tags of the other form.
    private static readonly HashSet<string> Commands =
        ["set", "delete", "activate", "deactivate", "protect", "unprotect", "rename", "insert", "annotate", "copy", "replace", "edit", "exit", "top", "up"];

    /// <summary>Looks at a text.</summary>
    /// <exception cref="LoadException">It cannot be sent, or is in none of the forms, or in two of them.</exception>
    public static JuniperJunosConfig Read(string config)
    {
        RefuseUnsendable(config);
        var scanner = new JunosScanner(config, Commands.Contains);
        var format = (JunosFormat?)null;
        foreach (var (line, word) in scanner.Statements())
        {
            RefuseOtherForms(line, word);
            var found = Commands.Contains(word) ? JunosFormat.Set : JunosFormat.Text;
            format ??= found;
            if (found != format)
            {
                throw Refusal($"Line {line} of the intended config begins with '{word}', which is {Name(found)}, but the lines before it are {Name(format.Value)}. Write the whole config in one form.");
            }
        }

        if (scanner.Unfinished is { } unfinished)
        {
            throw Refusal($"{unfinished} Correct the intended config.");
        }

        return new(format ?? JunosFormat.Text, config, scanner.HasReplaceTags);
    }

    private static string Name(JunosFormat format) => format == JunosFormat.Set ? "a set line" : "text in braces";

    private static void RefuseOtherForms(int line, string word)
    {
        var form = word switch
        {
            _ when word.StartsWith('<') => "XML",
            _ when word.StartsWith('{') => "JSON, or a command line's output with a prompt",
            _ => null,
        };
        if (form is not null)
        {
            throw Refusal($"Line {line} of the intended config begins with '{word}', which looks like {form}. Write the config as text in braces (show configuration) or as set lines (display set).");
        }
    }

    private static void RefuseUnsendable(string config)
    {
        var (line, column) = (1, 0);
        for (var at = 0; at < config.Length; at++)
        {
            column++;
            var pair = at + 1 < config.Length && XmlConvert.IsXmlSurrogatePair(config[at + 1], config[at]);
            if (!pair && !XmlConvert.IsXmlChar(config[at]))
            {
                throw new LoadException(
                    ErrorCode.IntendedConfigUnsendable,
                    $"Line {line} of the intended config holds '\\x{(int)config[at]:x2}' at column {column}, which XML cannot carry. Remove it.");
            }

            at += pair ? 1 : 0;
            (line, column) = config[at] == '\n' ? (line + 1, 0) : (line, column);
        }
    }

    private static LoadException Refusal(string message) => new(ErrorCode.LoadRejected, message + " Nothing was changed.");
}
