using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>Reads what EOS prints.</summary>
internal static partial class AristaEosOutput
{
    // A device's uptime in seconds is far below this (16 years), a time since 1970 above it.
    private const double EpochSeconds = 5e8;

    /// <summary>A config without the header that changes from one reading to the next.</summary>
    public static string Config(IReadOnlyList<string> output)
    {
        var body = output.SkipWhile(line => line.Length == 0 || Header().IsMatch(line));
        return string.Join('\n', body).TrimEnd('\n') + "\n";
    }

    /// <summary>The diff without its two file headers; empty when there is none.</summary>
    public static string Diff(IReadOnlyList<string> output)
    {
        var lines = output.SkipWhile(line => line.Length == 0 || line.StartsWith("--- ", StringComparison.Ordinal) || line.StartsWith("+++ ", StringComparison.Ordinal)).ToList();
        return lines.All(string.IsNullOrWhiteSpace) ? "" : string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    /// <summary>Every configuration session of <c>show configuration sessions detail</c> in JSON.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static EosSessions Sessions(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var (states, users) = (new Dictionary<string, string>(), new Dictionary<string, string>());
            (string? Name, double? CommitBy) pending = default;
            foreach (var session in document.RootElement.GetProperty("sessions").EnumerateObject())
            {
                var state = session.Value.TryGetProperty("state", out var text) ? text.GetString() ?? "" : "";
                states[session.Name] = state;
                if (Users(session.Value) is { Length: > 0 } there)
                {
                    users[session.Name] = there;
                }

                if (state.Contains("pendingCommitTimer", StringComparison.OrdinalIgnoreCase))
                {
                    pending = (session.Name, Number(session.Value, "commitBy"));
                }
            }

            // From EOS 4.32 on the timer stands beside the sessions, not in one of them, and only while it runs (napalm issue 2166).
            if (document.RootElement.TryGetProperty("commitTimerSessionName", out var name) && name.GetString() is { Length: > 0 } named)
            {
                pending = (named, Number(document.RootElement, "commitTimerExpireTime"));
            }

            return new(states, users, pending.Name, pending.CommitBy);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"'show configuration sessions detail' gave no list of sessions in JSON: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// How long a commit timer still runs. NAPALM reads its end as seconds of uptime, samples in napalm issue 2166 hold seconds
    /// since 1970; both are understood.
    /// </summary>
    /// <param name="commitBy">Its end, as the device says it.</param>
    /// <param name="version">What <c>show version</c> answered in JSON, from the same moment.</param>
    /// <returns>The time; null where the device's words give none that can be true.</returns>
    public static TimeSpan? Remaining(double? commitBy, string version)
    {
        try
        {
            using var document = JsonDocument.Parse(version);
            var (uptime, booted) = (Number(document.RootElement, "uptime"), Number(document.RootElement, "bootupTimestamp"));
            var left = commitBy > EpochSeconds ? commitBy - (booted + uptime) : commitBy - uptime;
            return left >= 0 && left < TimeSpan.FromDays(2).TotalSeconds ? TimeSpan.FromSeconds(left.Value) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The version in <c>show version</c>'s JSON, e.g. 4.32 of <c>4.32.2F</c>; null where none can be read.</summary>
    public static Version? Version(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var match = document.RootElement.TryGetProperty("version", out var text) ? Release().Match(text.GetString() ?? "") : Match.Empty;
            return match.Success ? System.Version.Parse(match.Value) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A confirm timeout as EOS takes it, hh:mm:ss, in whole seconds and never shorter than asked for.</summary>
    public static string Timer(TimeSpan timeout) => TimeSpan.FromSeconds(Math.Ceiling(timeout.TotalSeconds)).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static string Users(JsonElement session) => session.TryGetProperty("instances", out var instances) && instances.ValueKind == JsonValueKind.Object
        ? string.Join(", ", instances.EnumerateObject().Select(instance => $"{Text(instance.Value, "user")} on {Text(instance.Value, "terminal")}"))
        : "";

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "?";

    private static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    [GeneratedRegex(@"^! (?:Command:|device:|Startup-config last modified)|^!$|^Building configuration|^! boot system")]
    private static partial Regex Header();

    [GeneratedRegex(@"^\d+\.\d+")]
    private static partial Regex Release();
}
