using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>A row of <c>show configuration sessions</c>.</summary>
/// <param name="id">Its id.</param>
/// <param name="line">The terminal line.</param>
/// <param name="user">Whose login.</param>
/// <param name="client">What it is: <c>CLI</c>, <c>netconf</c>, <c>commit-confirm</c>.</param>
internal sealed class XrSession(string id, string line, string user, string client)
{
    public string Id => id;

    public string Line => line;

    public string User => user;

    public string Client => client;

    public required DateTimeOffset Started { get; init; }

    public required XrTarget Target { get; init; }

    /// <summary>Whether nobody else may commit.</summary>
    public bool Exclusive { get; set; }

    /// <summary>How many commits there were when it was opened, or last committed itself.</summary>
    public int SeenCommits { get; set; }

    /// <summary>When its connection went away without leaving configuration; null when it did not.</summary>
    public DateTimeOffset? Lost { get; set; }

    /// <summary>What a commit makes of the running config.</summary>
    public ConfigSection Result(ConfigSection running, bool replace) => replace ? Target.Alone.Clone() : Target.Over(running);

    /// <summary>Puts its login out of configuration.</summary>
    public required Action End { get; init; }
}
