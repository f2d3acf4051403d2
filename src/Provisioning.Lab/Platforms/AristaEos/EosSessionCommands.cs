using System.Globalization;
using System.Text.RegularExpressions;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>Commit and abort of a named session. The wording of the refusals is unconfirmed, but for their first words "% Cannot commit" (scrapli).</summary>
internal static partial class EosSessionCommands
{
    public static LabAnswer Commit(EosCli cli, string name, string? timer)
    {
        var device = cli.Device;
        var wait = timer is null ? null : Duration(timer);
        if (timer is not null && wait is null)
        {
            return cli.Invalid(timer, 2);
        }

        if (device.Find(name) is not { } session)
        {
            return LabAnswer.Error($"% Cannot commit non-existent session {name}");
        }

        if (session.Checkpoint is not null && wait is null)
        {
            device.Confirm(session, cli.User);
            return LabAnswer.Nothing;
        }

        if (session.Committed)
        {
            return LabAnswer.Error($"% Cannot commit session {name}: it is already committed");
        }

        if (device.Pending is { } other)
        {
            return LabAnswer.Error($"% Cannot commit session {name}: the commit timer of session {other.Name} is running");
        }

        device.Commit(session, cli.User, wait);
        Leave(session);
        return LabAnswer.Nothing;
    }

    public static LabAnswer Abort(EosCli cli, string name)
    {
        if (cli.Device.Find(name) is not { } session || (session.Committed && session.Checkpoint is null))
        {
            return LabAnswer.Error($"% Cannot abort non-existent session {name}");
        }

        if (session.Checkpoint is not null)
        {
            cli.Device.Revert(session, cli.User, LabWrite.Reverted);
            return LabAnswer.Nothing;
        }

        cli.Device.Abort(session, cli.User);
        Leave(session);
        return LabAnswer.Nothing;
    }

    [GeneratedRegex(@"^(\d{1,2}):(\d{1,2}):(\d{1,2})$")]
    private static partial Regex Hms();

    private static TimeSpan? Duration(string text)
    {
        var match = Hms().Match(text);
        int Part(int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
        return match.Success && Part(2) < 60 && Part(3) < 60 ? new TimeSpan(Part(1), Part(2), Part(3)) is var time && time > TimeSpan.Zero ? time : null : null;
    }

    // A commit or abort puts everybody who is in the session back to the privileged mode.
    private static void Leave(EosSession session)
    {
        foreach (var user in session.Users.ToList())
        {
            user.End();
        }
    }
}
