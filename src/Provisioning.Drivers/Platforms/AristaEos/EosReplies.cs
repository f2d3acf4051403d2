using Provisioning.Drivers.Cli;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>Tells success from failure.</summary>
internal static class EosReplies
{
    /// <summary>The line that means failure; null when there is none. What may hold any text fails by its first line.</summary>
    public static string? Failure(this CliReply reply, EosForm form) => form == EosForm.Message
        ? reply.Output.FirstOrDefault(AristaEosPlatform.Profile.Failure.IsMatch)
        : reply.Output.FirstOrDefault(line => line.Length > 0) is { } first && AristaEosPlatform.Profile.Failure.IsMatch(first) ? first : null;

    /// <summary>
    /// The first line that is neither empty nor harmless; null when there is none. For what answers nothing when it succeeds:
    /// whatever else the device says is not success.
    /// </summary>
    public static string? Refusal(this CliReply reply) => reply.Output.FirstOrDefault(line =>
        AristaEosPlatform.Profile.Failure.IsMatch(line) || !AristaEosPlatform.Profile.Harmless.IsMatch(line));
}
