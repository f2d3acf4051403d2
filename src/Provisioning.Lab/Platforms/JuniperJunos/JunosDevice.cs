using System.Globalization;
using Provisioning.Lab.Netconf;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>A simulated Junos device. Its lock guards everything; sessions hold it while they answer a request.</summary>
internal sealed class JunosDevice : ILabModel
{
    private readonly LabDevice _device;
    private readonly JunosNetconf _netconf;
    private int _sessions;

    public JunosDevice(LabDevice device)
    {
        (_device, _netconf) = (device, new(this));
        Schema = JunosSchema.Create(Options.ExtraStatements);
        var initial = JunosNode.NewTop(Schema);
        Load(device.Options.Running, initial);
        if (Find(initial, "system", "host-name") is null)
        {
            new JunosSetLoader(initial).Load($"set system host-name {device.Name}");
        }

        Database = new(initial, device.TimeProvider, Log, Gate);
    }

    public object Gate { get; } = new();

    public LabDevice Lab => _device;

    public LabJunosOptions Options => _device.Options.Junos;

    public JunosRule Schema { get; }

    public JunosDatabase Database { get; }

    public DateTimeOffset Now => _device.TimeProvider.GetUtcNow();

    public string Hostname => Locked(() => Find(Database.Committed, "system", "host-name")?.Values[0] ?? "Amnesiac");

    public string Running => Locked(() => JunosRenderer.Text(Database.Committed));

    /// <summary>Junos boots with what was committed last.</summary>
    public string Startup => Running;

    public IReadOnlyDictionary<string, string> Files => new Dictionary<string, string>();

    /// <summary>The candidate when it differs from what is committed, and the lock when somebody holds it.</summary>
    public IReadOnlyList<LabCandidate> Candidates => Locked<IReadOnlyList<LabCandidate>>(() =>
    [
        .. Database.IsModified ? [new LabCandidate("candidate", "modified", JunosRenderer.Text(Database.Candidate))] : Array.Empty<LabCandidate>(),
        .. Database.LockedBy is { } holder ? [new LabCandidate(string.Create(CultureInfo.InvariantCulture, $"lock of {holder.User} (pid {holder.Pid})"), "locked", "")] : Array.Empty<LabCandidate>(),
    ]);

    public LabPendingCommit? PendingCommit => Locked(() => Database.Pending is { Deadline: { } deadline } pending
        ? new LabPendingCommit(pending.Log ?? pending.User, deadline)
        : null);

    public ILabCli LogIn(LabLogin login) => new JunosCli(this, Open(login.User, "cli"));

    public ILabProgram? Subsystem(LabLogin login, string name) =>
        name == "netconf" && Options.Netconf ? new LabNetconfServer(_device, login.User, _netconf) : null;

    /// <summary>Another operator changes and commits, in <c>set</c> lines or text.</summary>
    public void ChangeRunning(string lines)
    {
        lock (Gate)
        {
            var operatorSession = Open("operator", "cli");
            Database.Edit(operatorSession, candidate => Load(lines, candidate), lines);
            Database.Commit(operatorSession, null, null);
            Log(LabWrite.OutOfBand, LabStore.Running, operatorSession.User, lines.Trim());
        }
    }

    public JunosSession Open(string user, string client) =>
        new(10_000 + Interlocked.Increment(ref _sessions), user, client, Now);

    public void Log(LabWrite write, LabStore store, string user, string text) =>
        _device.Journal.Add(new(Now, write, store, user, null, text));

    private JunosNode Load(string text, JunosNode into)
    {
        var trimmed = text.TrimStart();
        var problems = trimmed.StartsWith("set ", StringComparison.Ordinal) || trimmed.StartsWith("delete ", StringComparison.Ordinal)
            ? LoadSet(text, into)
            : LoadText(text, into);
        return problems.Find(problem => !problem.IsWarning) is { } wrong
            ? throw new ArgumentException($"{_device.Name}: Junos refuses the configuration: {wrong.Message} '{wrong.BadElement}' at [edit {wrong.Path}]. Correct it, or teach the Lab the statement with LabJunosOptions.ExtraStatements.")
            : into;
    }

    private static List<JunosProblem> LoadSet(string text, JunosNode into)
    {
        var loader = new JunosSetLoader(into);
        loader.Load(text);
        return loader.Problems;
    }

    private static List<JunosProblem> LoadText(string text, JunosNode into)
    {
        var loader = new JunosTextLoader(JunosWords.OfText(text), honoursReplace: true);
        loader.Load(into);
        return loader.Problems;
    }

    private static JunosNode? Find(JunosNode top, params string[] names) =>
        names.Aggregate((JunosNode?)top, (node, name) => node?.Children.Find(child => child.Rule.Words is [var word] && word == name));

    private T Locked<T>(Func<T> read)
    {
        lock (Gate)
        {
            return read();
        }
    }
}
