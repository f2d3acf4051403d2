using System.Buffers;
using System.Text.RegularExpressions;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.IntendedConfigs;

/// <summary>Refuses what must never reach a device: empty, unrendered, erroneous or unsendable texts.</summary>
internal static partial class IntendedConfigGuard
{
    // ETX delimits banners on some platforms and TAB stands in certificates: both are configuration.
    private static readonly SearchValues<char> ControlCharacters = SearchValues.Create(
        [.. Enumerable.Range(0, 0xa0).Select(code => (char)code).Where(c => char.IsControl(c) && c is not ('\t' or '\x03'))]);

    /// <summary>The text to load, with LF line ends and a final newline.</summary>
    /// <exception cref="IntendedConfigException">The text must not be used.</exception>
    public static IntendedConfig Check(IntendedConfig config, Device device, IPlatform platform, bool allowTemplateMarkers)
    {
        // Only this line end: making lines of other separators would change what the text says.
        var text = config.Text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimStart('\uFEFF');
        var lines = text.Split('\n');
        RefuseControlCharacters(lines, config, device);
        RefuseEmpty(lines, config, device, platform);
        if (!allowTemplateMarkers)
        {
            RefuseTemplateMarkers(lines, config, device);
        }

        RefuseProse(lines, config, device, platform);
        return config with { Text = text.EndsWith('\n') ? text : text + "\n" };
    }

    private static void RefuseEmpty(string[] lines, IntendedConfig config, Device device, IPlatform platform)
    {
        if (!lines.Any(line => IsContent(line, platform)))
        {
            throw Refusal(ErrorCode.IntendedConfigEmpty, config, device, "it has no configuration in it, only blanks and comments. Check what generates it");
        }
    }

    private static void RefuseTemplateMarkers(string[] lines, IntendedConfig config, Device device)
    {
        var index = Array.FindIndex(lines, line => TemplateMarker().IsMatch(line));
        if (index >= 0)
        {
            throw Refusal(ErrorCode.IntendedConfigUnrendered, config, device, $"line {index + 1} holds the template marker '{TemplateMarker().Match(lines[index]).Value}'. Render the template first");
        }
    }

    /// <summary>Some sources answer with an error sentence in place of a config; no platform's config is only that.</summary>
    private static void RefuseProse(string[] lines, IntendedConfig config, Device device, IPlatform platform)
    {
        var content = lines.Where(line => IsContent(line, platform)).Take(4).ToList();
        var sentence = content.Count <= 3 && content.All(line => Sentence().IsMatch(line) || Statement().IsMatch(line));
        if (sentence || ErrorText().IsMatch(content[0]))
        {
            throw Refusal(ErrorCode.IntendedConfigNotConfig, config, device, $"it reads like a message, not a configuration: '{Shorten(content[0])}'. Check what generates it");
        }
    }

    private static void RefuseControlCharacters(string[] lines, IntendedConfig config, Device device)
    {
        for (var index = 0; index < lines.Length; index++)
        {
            var column = lines[index].AsSpan().IndexOfAny(ControlCharacters);
            if (column >= 0)
            {
                throw Refusal(ErrorCode.IntendedConfigUnsendable, config, device, $"line {index + 1}, column {column + 1} holds the control character 0x{(int)lines[index][column]:x2}, which a terminal would act on. Remove it");
            }
        }
    }

    private static bool IsContent(string line, IPlatform platform)
    {
        var text = line.AsSpan().Trim();
        if (text.IsEmpty || text.SequenceEqual("end"))
        {
            return false;
        }

        foreach (var marker in platform.CommentMarkers)
        {
            if (text.StartsWith(marker, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static IntendedConfigException Refusal(ErrorCode code, IntendedConfig config, Device device, string why) =>
        new(code, $"The intended config of '{device.Name}' ({config.Origin}) is refused: {why}.");

    private static string Shorten(string line) => line.Length <= 80 ? line : line[..80] + "...";

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{-?\s*[A-Za-z_.]+\s*$|<no value>|\{%-?\s")]
    private static partial Regex TemplateMarker();

    [GeneratedRegex(@"^\s*[A-Z""'][\w""'-]*(\s+\S+){2,}[.!]\s*$")]
    private static partial Regex Sentence();

    // A sentence without its full stop, known by its small words.
    [GeneratedRegex(@"^\s*[A-Z]\w*(?=.*\s(is|are|was|were|not|cannot|could|please|does|has|have|been)\s)(\s+\S+){3,}\s*$")]
    private static partial Regex Statement();

    [GeneratedRegex(@"^\s*(Traceback \(most recent call last\)|<!DOCTYPE|<html|\{\s*""(detail|errors?|message)""\s*:|[45]\d\d:?\s+(?-i:[A-Z])|Jinja\w*\s|(Error|Unauthorized|Forbidden|Not Found|Internal Server Error)\b|Exception\s*([:.]|$))", RegexOptions.IgnoreCase)]
    private static partial Regex ErrorText();
}
