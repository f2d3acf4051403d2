namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>A candidate: a copy of the running config, and what it was copied from.</summary>
internal sealed class SrlCandidate(string name, bool isPrivate, SrlConfig running, string user, DateTimeOffset started)
{
    public string Name => name;

    public bool IsPrivate => isPrivate;

    public string User => user;

    public DateTimeOffset Started => started;

    public SrlConfig Baseline { get; private set; } = running.Clone();

    public SrlConfig Config { get; private set; } = running.Clone();

    /// <summary>The logins that are in it.</summary>
    public List<SrlCli> Users { get; } = [];

    /// <summary>The login that lets no other in; null when none does.</summary>
    public SrlCli? Exclusive { get; set; }

    public bool IsChanged => !Config.Same(Baseline);

    /// <summary>Starts anew from a running config.</summary>
    public void Reset(SrlConfig config)
    {
        Baseline = config.Clone();
        Load(config);
    }

    /// <summary>Takes a whole config in.</summary>
    public void Load(SrlConfig config)
    {
        Config = config.Clone();
        Users.ForEach(login => login.Reload());
    }
}
