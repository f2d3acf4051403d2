using Provisioning.Drivers.Cli;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>A command as eAPI takes it.</summary>
/// <param name="Line">The command.</param>
/// <param name="Input">The text that it asks for: a password, or a here-doc without its last <c>EOF</c>; null when it asks for none.</param>
internal readonly record struct EapiCommand(CliLine Line, string? Input = null)
{
    /// <summary>The lines of a config, each here-doc as the input of the command that opens it.</summary>
    public static IEnumerable<EapiCommand> From(IReadOnlyList<CliLine> lines)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            var text = lines.Skip(index + 1).TakeWhile(line => line.InHereDoc).Select(line => line.Text).ToList();
            yield return new(lines[index], text.Count == 0 ? null : string.Join('\n', text[^1] == "EOF" ? text[..^1] : text));
            index += text.Count;
        }
    }

    /// <summary>The command only, for the input may be a secret.</summary>
    public override string ToString() => Line.Text;
}
