using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>A configuration session: a copy of the running config, taken when it was created.</summary>
internal sealed class EosSession(string name, ConfigSection config)
{
    public string Name => name;

    public ConfigSection Config { get; set; } = config;

    /// <summary>The running config before a commit with a timer; null unless that timer runs.</summary>
    public ConfigSection? Checkpoint { get; set; }

    public bool Committed { get; set; }

    public DateTimeOffset CommitTime { get; set; }

    public DateTimeOffset Deadline { get; set; }

    public string CommitUser { get; set; } = "";

    /// <summary>The logins that are in it.</summary>
    public List<EosCli> Users { get; } = [];
}
