using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>Reads what EOS prints.</summary>
internal static partial class AristaEosOutput
{
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

    /// <summary>Every configuration session of <c>show configuration sessions detail | json</c>, by name with its state.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public static EosSessions Sessions(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var states = new Dictionary<string, string>();
            string? pending = null;
            double? commitBy = null;
            foreach (var session in document.RootElement.GetProperty("sessions").EnumerateObject())
            {
                var state = session.Value.TryGetProperty("state", out var text) ? text.GetString() ?? "" : "";
                states[session.Name] = state;
                if (state.Contains("pendingCommitTimer", StringComparison.OrdinalIgnoreCase))
                {
                    pending = session.Name;
                    commitBy = Number(session.Value, "commitBy");
                }
            }

            // From EOS 4.32 on the timer stands beside the sessions, not in one of them.
            if (document.RootElement.TryGetProperty("commitTimerSessionName", out var name) && name.GetString() is { Length: > 0 } named)
            {
                pending = named;
            }

            return new(states, pending, commitBy);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"'show configuration sessions detail | json' gave no list of sessions: {exception.Message}", exception);
        }
    }

    /// <summary>A confirm timeout as EOS takes it, hh:mm:ss, in whole seconds and never shorter than asked for.</summary>
    public static string Timer(TimeSpan timeout) => TimeSpan.FromSeconds(Math.Ceiling(timeout.TotalSeconds)).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    [GeneratedRegex(@"^! (?:Command:|device:|Startup-config last modified)|^!$|^Building configuration|^! boot system")]
    private static partial Regex Header();
}
