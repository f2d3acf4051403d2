using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>An entry of <c>show configuration commit list</c>.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Label">Its label; null when it has none.</param>
/// <param name="Session">Who committed.</param>
/// <param name="Client">What committed: <c>CLI</c>, <c>netconf</c>, <c>Rollback</c>.</param>
/// <param name="Time">When.</param>
/// <param name="Before">The running config before it.</param>
internal sealed record XrCommit(string Id, string? Label, (string User, string Line) Session, string Client, DateTimeOffset Time, ConfigSection Before)
{
    public string? Comment { get; init; }
}
