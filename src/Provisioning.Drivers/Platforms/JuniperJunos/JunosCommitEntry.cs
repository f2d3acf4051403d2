using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>An entry of a device's commit history.</summary>
/// <param name="User">Who committed.</param>
/// <param name="Client">By what, e.g. <c>cli</c>.</param>
/// <param name="Time">When, in seconds since 1970 by the device's clock.</param>
/// <param name="Comment">What Junos says of it, e.g. <c>commit confirmed, rollback in 5mins</c>. It stays when the commit was confirmed.</param>
/// <param name="Log">The committer's message.</param>
/// <param name="IsPending">Whether it waits for its confirmation.</param>
internal sealed partial record JunosCommitEntry(string User, string Client, long Time, string Comment, string Log, bool IsPending)
{
    /// <summary>The run that committed; null when it was none of ours.</summary>
    public string? RunId => OwnLog().Match(Log) is { Success: true } own ? own.Groups[1].Value : null;

    /// <summary>The run, or else who committed, as a message may name him.</summary>
    public string Owner => RunId ?? $"{User} via {Client}{(Log.Length == 0 ? "" : $" ({Log})")}";

    /// <summary>When Junos undoes it, in seconds since 1970; null when it does not say.</summary>
    public long? RollbackAt => IsPending && Minutes().Match(Comment) is { Success: true } match
        ? Time + (60 * long.Parse(match.Groups[1].ValueSpan, provider: System.Globalization.CultureInfo.InvariantCulture))
        : null;

    [GeneratedRegex("^prv-([0-9a-f]{8})(?![0-9a-zA-Z])")]
    private static partial Regex OwnLog();

    [GeneratedRegex(@"\bcommit confirmed, rollback in (\d{1,5})mins\b")]
    private static partial Regex Minutes();
}
