using System.Globalization;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>
/// The state of a simulated SR Linux device. Its lock guards everything; logins hold it while they run a line. Sources: Nokia SR
/// Linux 23.10, "Configuration management"; srl_nokia-configuration.yang and srl_nokia-tools-configuration.yang of 24.10.
/// </summary>
internal sealed class SrlDevice : ILabModel
{
    private readonly Dictionary<string, SrlCandidate> _candidates = new(StringComparer.Ordinal);
    private readonly List<SrlCheckpoint> _checkpoints = [];

    public SrlDevice(LabDevice device)
    {
        Lab = device;
        Parser = new(SrlSchema.Create(Options.ExtraSchema));
        RunningConfig = Read(device.Options.Running);
        StartupConfig = device.Options.Startup is { } startup ? Read(startup) : RunningConfig.Clone();
        Commits = new(this);
    }

    public object Gate { get; } = new();

    public LabDevice Lab { get; }

    public LabSrlOptions Options => Lab.Options.Srl;

    public SrlParser Parser { get; }

    public SrlConfig RunningConfig { get; private set; }

    public SrlConfig StartupConfig { get; private set; }

    public SrlCommits Commits { get; }

    public IEnumerable<SrlCandidate> Open => _candidates.Values;

    public IReadOnlyList<SrlCheckpoint> Checkpoints => _checkpoints;

    public int Logins { get; private set; }

    public DateTimeOffset Now => Lab.TimeProvider.GetUtcNow();

    public string Hostname => Locked(() => Value("system", "name", "host-name") ?? Lab.Name);

    public string Running => Locked(() => SrlPrinter.Flat(RunningConfig, SrlPath.Root));

    public string Startup => Locked(() => SrlPrinter.Flat(StartupConfig, SrlPath.Root));

    /// <summary>The checkpoints; the device numbers their files, here they have their names.</summary>
    public IReadOnlyDictionary<string, string> Files => Locked<IReadOnlyDictionary<string, string>>(
        () => _checkpoints.ToDictionary(checkpoint => $"checkpoint/{checkpoint.Name}", checkpoint => SrlPrinter.Flat(checkpoint.Config, SrlPath.Root)));

    public IReadOnlyList<LabCandidate> Candidates => Locked<IReadOnlyList<LabCandidate>>(
        () => [.. _candidates.Values.Select(candidate => new LabCandidate(candidate.Name, candidate.IsPrivate ? "private" : "shared", SrlPrinter.Flat(candidate.Config, SrlPath.Root)))]);

    public LabPendingCommit? PendingCommit => Locked(() => Commits.Pending is { } pending ? new LabPendingCommit(pending.Candidate, pending.Deadline) : null);

    /// <summary>How many checkpoints are kept; 10 by default (YANG).</summary>
    public int MostCheckpoints => int.Parse(Value("system", "configuration", "max-checkpoints") ?? "10", CultureInfo.InvariantCulture);

    /// <summary>How many candidates there may be; 10 by default (YANG).</summary>
    public int MostCandidates => int.Parse(Value("system", "configuration", "max-candidates") ?? "10", CultureInfo.InvariantCulture);

    public ILabCli LogIn(LabLogin login)
    {
        lock (Gate)
        {
            return new SrlCli(this, login, ++Logins);
        }
    }

    public void ChangeRunning(string lines)
    {
        lock (Gate)
        {
            var changed = RunningConfig.Clone();
            Apply(lines, changed);
            RunningConfig = changed;
            Log(LabWrite.OutOfBand, LabStore.Running, "", null, lines.Trim());
        }
    }

    /// <summary>The candidate of a name, a new one when there is none; null when there are as many as there may be.</summary>
    public SrlCandidate? Enter(string name, bool isPrivate, string user)
    {
        if (!_candidates.TryGetValue(name, out var candidate) && _candidates.Count < MostCandidates)
        {
            _candidates[name] = candidate = new(name, isPrivate, RunningConfig, user, Now);
            Log(LabWrite.CandidateOpened, LabStore.Candidate, user, name, "");
        }

        return candidate;
    }

    public SrlCandidate? Find(string name) => _candidates.GetValueOrDefault(name);

    /// <summary>Drops a candidate, and whoever is in it back to the running mode (YANG: candidate clear).</summary>
    public void Clear(SrlCandidate candidate, string user)
    {
        _candidates.Remove(candidate.Name);
        candidate.Users.ToList().ForEach(login => login.Leave());
        Log(LabWrite.CandidateAborted, LabStore.Candidate, user, candidate.Name, "");
    }

    public void Run(SrlConfig config) => RunningConfig = config;

    public void Save(string user)
    {
        StartupConfig = RunningConfig.Clone();
        Log(LabWrite.Saved, LabStore.Startup, user, null, "");
    }

    /// <summary>Takes a checkpoint; the oldest one goes when there are more than are kept.</summary>
    public void TakeCheckpoint(string name, string comment, string user)
    {
        _checkpoints.Insert(0, new(name, comment, RunningConfig.Clone(), user, Now));
        Log(LabWrite.FileWritten, LabStore.File, user, null, name);
        while (_checkpoints.Count > MostCheckpoints)
        {
            RemoveCheckpoint(_checkpoints[^1], user);
        }
    }

    public void RemoveCheckpoint(SrlCheckpoint checkpoint, string user)
    {
        _checkpoints.Remove(checkpoint);
        Log(LabWrite.FileDeleted, LabStore.File, user, null, checkpoint.Name);
    }

    public string? Value(params string[] names) => Values(names)?[0];

    public void Log(LabWrite write, LabStore store, string user, string? candidate, string text) =>
        Lab.Journal.Add(new(Now, write, store, user, candidate, text));

    private IReadOnlyList<string>? Values(string[] names) =>
        RunningConfig.Find(Parser.Parse(SrlPath.Root, [.. names.Select(name => new SrlToken(name, false))], needsValues: false).Place);

    private SrlConfig Read(string text)
    {
        var config = new SrlConfig();
        Apply(text, config);
        return config;
    }

    private void Apply(string text, SrlConfig config)
    {
        var editor = new SrlEditor(Parser, config);
        var begun = "";
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            begun += line;
            if (SrlLine.Split(begun) is not { } words)
            {
                begun += "\n";
                continue;
            }

            if (words.Count > 0 && editor.Enter(words) is { } error)
            {
                throw new ArgumentException($"{Lab.Name}: SR Linux refuses the line '{begun.Trim()}': {error}. Correct it, or teach the Lab the node with LabSrlOptions.ExtraSchema.");
            }

            begun = "";
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (Gate)
        {
            return read();
        }
    }
}
