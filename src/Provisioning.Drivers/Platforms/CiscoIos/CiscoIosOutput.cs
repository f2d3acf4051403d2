using System.Globalization;
using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <summary>Reads what IOS prints.</summary>
internal static partial class CiscoIosOutput
{
    private static readonly string[] TimeForms = ["MMM d yyyy H:mm:ss", "H:mm:ss MMM d yyyy"];

    /// <summary>A config without what changes from one reading to the next.</summary>
    public static string Config(IReadOnlyList<string> output) =>
        string.Join('\n', output.Where(line => !Volatile().IsMatch(line)).SkipWhile(line => line.Trim() is "" or "!")).TrimEnd('\n') + "\n";

    /// <summary>Where files are, and those of runs, out of <c>dir</c>.</summary>
    /// <exception cref="FormatException">It names no file system.</exception>
    public static CiscoIosState Files(IReadOnlyList<string> output)
    {
        var place = output.Select(line => DirectoryOf().Match(line)).FirstOrDefault(match => match.Success)
            ?? throw new FormatException($"'dir' names no file system: '{string.Join(' ', output).Trim()}'");
        var free = output.Select(line => FreeBytes().Match(line)).FirstOrDefault(match => match.Success);
        return new()
        {
            FileSystem = place.Groups[1].Value,
            Free = free is null ? null : long.Parse(free.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            Files = output.Select(line => FileOfRun().Match(line)).Where(match => match.Success)
                .ToDictionary(match => match.Groups["name"].Value, match => Time(match.Groups["time"].Value)),
        };
    }

    /// <summary>Reads <c>show archive config rollback timer</c>.</summary>
    /// <exception cref="FormatException">It is neither a timer nor the word that there is none.</exception>
    public static CiscoIosTimer? Timer(IReadOnlyList<string> output)
    {
        var fields = output.Select(line => Field().Match(line)).Where(match => match.Success)
            .GroupBy(match => match.Groups["key"].Value).ToDictionary(group => group.Key, group => group.First().Groups["value"].Value.Trim());
        return output.Any(line => line.Contains("No Rollback Confirmed Change pending", StringComparison.OrdinalIgnoreCase)) ? null
            : fields.TryGetValue("User", out var user) ? new(user, Time(fields.GetValueOrDefault("Time configured") ?? ""), Length(fields.GetValueOrDefault("Timer type") ?? "", fields.GetValueOrDefault("Timer value") ?? ""))
            : throw new FormatException($"'show archive config rollback timer' gave neither a timer nor the word that there is none: '{string.Join(' ', output).Trim()}'");
    }

    /// <summary>The device's clock out of <c>show clock</c>; null when it is none.</summary>
    public static DateTime? Clock(IReadOnlyList<string> output) => output.Select(Time).FirstOrDefault(time => time is not null);

    /// <summary>Whether <c>show archive</c> tells of an archive.</summary>
    public static bool Archives(IReadOnlyList<string> output) => output.Any(line => line.Contains("archive file will be named", StringComparison.OrdinalIgnoreCase));

    /// <summary>The sum out of <c>verify /md5</c>; null when it gives none.</summary>
    public static string? Md5(IReadOnlyList<string> output) =>
        output.Select(line => Sum().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value.ToLowerInvariant();

    /// <summary>How many bytes <c>dir</c> says that a file has; null when it does not say.</summary>
    public static long? Size(IReadOnlyList<string> output, string name) => output.Select(line => FileLine().Match(line))
        .FirstOrDefault(match => match.Success && match.Groups["name"].Value == name) is { } file ? long.Parse(file.Groups["size"].ValueSpan, CultureInfo.InvariantCulture) : null;

    /// <summary>Whether a command was refused because the device does not know it.</summary>
    public static bool IsUnknown(IReadOnlyList<string> output) => output.Any(line => UnknownCommand().IsMatch(line));

    /// <summary>Minutes as IOS takes them, never shorter than asked for.</summary>
    public static int Minutes(TimeSpan timeout) => (int)Math.Ceiling(timeout.TotalMinutes);

    // An idle timer begins anew with every key.
    private static TimeSpan? Length(string type, string value) =>
        !type.Contains("idle", StringComparison.OrdinalIgnoreCase) && LeadingNumber().Match(value) is { Success: true } minutes ? TimeSpan.FromMinutes(int.Parse(minutes.ValueSpan, CultureInfo.InvariantCulture)) : null;

    // "Nov 24 2026 11:18:25 +00:00", "*11:18:25.123 UTC Tue Nov 24 2026": both without what names zone and weekday. Only
    // differences between times of one device count.
    private static DateTime? Time(string text)
    {
        var plain = string.Join(' ', Moment().Matches(text).Select(match => match.Value));
        return DateTime.TryParseExact(plain, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }

    [GeneratedRegex(@"^(?:Building configuration|Current configuration\s*:|Using \d+ out of \d+ bytes|! Last configuration change|! NVRAM config last updated|! No configuration change since|ntp clock-period)")]
    private static partial Regex Volatile();

    [GeneratedRegex(@"^Directory of (\w[\w.-]*:)")]
    private static partial Regex DirectoryOf();

    [GeneratedRegex(@"\((\d+) bytes free\)")]
    private static partial Regex FreeBytes();

    [GeneratedRegex(@"^(?:\s*\d+)?\s+[-drwx]{4}\s+(?<size>\d+)\s.*\s(?<name>\S+)\s*$")]
    private static partial Regex FileLine();

    [GeneratedRegex(@"^(?:\s*\d+)?\s+[-drwx]{4}\s+\d+(?>\s+)(?<time>.*?)(?<!\s)\s+(?<name>prv-[0-9a-f]{8}(?:-[0-9a-f]+)?\.cfg)\s*$")]
    private static partial Regex FileOfRun();

    [GeneratedRegex(@"^(?<key>Time configured|Timer type|Timer value|User)\s*(?:\(or reconfigured\)\s*)?:(?<value>.*)$")]
    private static partial Regex Field();

    [GeneratedRegex(@"=\s*([0-9A-Fa-f]{32})\s*$")]
    private static partial Regex Sum();

    [GeneratedRegex(@"% ?Invalid input|% ?Unrecognized command|% ?Unknown command|% ?Incomplete command|% ?Ambiguous command")]
    private static partial Regex UnknownCommand();

    [GeneratedRegex(@"^\d+")]
    private static partial Regex LeadingNumber();

    [GeneratedRegex(@"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|(?<![\d:+-])\d{1,2}:\d\d:\d\d|(?<![\d:.+-])(?:\d{4}|\d{1,2})(?![\d:.])")]
    private static partial Regex Moment();
}
