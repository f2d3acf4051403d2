using System.Globalization;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Configs;
using Provisioning.Lab.Http;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>The state of a simulated EOS switch. Its lock guards everything; logins hold it while they run a line.</summary>
internal sealed class EosDevice : ILabModel
{
    // Recorded output of "show configuration sessions" on EOS 4.22: maxOpenSessions 5, maxSavedSessions 1.
    public const int MaxOpenSessions = 5;
    public const int MaxSavedSessions = 1;

    private readonly LabDevice _device;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly ConfigSection _clean;
    private readonly DateTimeOffset _booted;
    private ITimer? _timer;

    public EosDevice(LabDevice device)
    {
        _device = device;
        Grammar = EosGrammar.Create(Options.ExtraGrammar);
        Web = Options.Eapi ? new EosEapi(this) : null;
        _booted = Now - TimeSpan.FromHours(1);
        _clean = Read(FactoryDefault(), new());
        _clean.Items.Where(item => item.Section is not null).ToList().ForEach(port => _clean.Set(port with { Permanent = true }));
        RunningConfig = Read(device.Options.Running, _clean.Clone());
        if (RunningConfig.Find("hostname") is null)
        {
            Read($"hostname {device.Name}", RunningConfig);
        }

        StartupConfig = device.Options.Startup is { } startup ? Read(startup, _clean.Clone()) : RunningConfig.Clone();
        (SavedAt, SavedBy) = (_booted, "admin");
    }

    public object Gate { get; } = new();

    public LabDevice Lab => _device;

    public LabEosOptions Options => _device.Options.Eos;

    public CommandGrammar Grammar { get; }

    public ConfigSection RunningConfig { get; private set; }

    public ConfigSection StartupConfig { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    public string SavedBy { get; private set; }

    public List<EosSession> Sessions { get; } = [];

    public EosSession? Pending => Sessions.FirstOrDefault(session => session.Checkpoint is not null);

    public DateTimeOffset Now => _device.TimeProvider.GetUtcNow();

    public TimeSpan Uptime => Now - _booted;

    public DateTimeOffset Booted => _booted;

    public int Logins { get; private set; }

    public string Hostname => Locked(() => RunningConfig.Find("hostname")?.Line.Split(' ')[1] ?? "localhost");

    public string Running => Locked(() => ConfigRenderer.Render(RunningConfig));

    public string Startup => Locked(() => ConfigRenderer.Render(StartupConfig));

    public IReadOnlyDictionary<string, string> Files => Locked(() => new Dictionary<string, string>(_files));

    public IReadOnlyList<LabCandidate> Candidates => Locked<IReadOnlyList<LabCandidate>>(() =>
        [.. Sessions.Select(session => new LabCandidate(session.Name, State(session), ConfigRenderer.Render(session.Config)))]);

    public LabPendingCommit? PendingCommit =>
        Locked(() => Pending is { } session ? new LabPendingCommit(session.Name, session.Deadline) : null);

    /// <summary>Whether the version is 4.32 or later, which changed how sessions are listed.</summary>
    public bool ListsTimerAtTop
    {
        get
        {
            var numbers = Options.Version.Split('.');
            return int.Parse(numbers[0], CultureInfo.InvariantCulture) > 4 || int.Parse(numbers[1], CultureInfo.InvariantCulture) >= 32;
        }
    }

    public ILabWeb? Web { get; }

    public ILabCli LogIn(LabLogin login)
    {
        lock (Gate)
        {
            return new EosCli(this, login, ++Logins);
        }
    }

    /// <summary>A login for one request of the Command API, whose errors always name the word.</summary>
    public EosCli LogInForApi(LabLogin login)
    {
        lock (Gate)
        {
            return new EosCli(this, login, ++Logins) { ErrorsNameWord = true };
        }
    }

    public void ChangeRunning(string lines)
    {
        lock (Gate)
        {
            Read(lines, RunningConfig);
            Log(LabWrite.OutOfBand, LabStore.Running, "", null, lines.Trim());
        }
    }

    // Before 4.32 a session with a running timer has its own state; from 4.32 on it is "committed" (napalm issue 2166).
    public string State(EosSession session) =>
        !session.Committed ? "pending" : ListsTimerAtTop ? "committed" : session.Checkpoint is null ? "completed" : "pendingCommitTimer";

    public EosSession? Find(string name) => Sessions.FirstOrDefault(session => session.Name == name);

    public EosSession? OpenSession(string name, string user)
    {
        if (Find(name) is { Committed: false } open)
        {
            return open;
        }

        if (Sessions.Count(session => !session.Committed) >= MaxOpenSessions)
        {
            return null;
        }

        // A completed session's name is free again (that it goes from the list then is unconfirmed).
        Sessions.RemoveAll(old => old.Name == name && old.Checkpoint is null);
        var session = new EosSession(name, RunningConfig.Clone());
        Sessions.Add(session);
        Log(LabWrite.CandidateOpened, LabStore.Candidate, user, name, "");
        return session;
    }

    public void Clear(EosSession session, string user)
    {
        session.Config = _clean.Clone();
        Log(LabWrite.CandidateCleared, LabStore.Candidate, user, session.Name, "");
    }

    /// <summary>The session's copy becomes the running config, whatever happened to that meanwhile (EOS manual, "Configure Session").</summary>
    public void Commit(EosSession session, string user, TimeSpan? timer)
    {
        var before = RunningConfig;
        RunningConfig = session.Config.Clone();
        (session.Committed, session.CommitTime, session.CommitUser) = (true, Now, user);
        Log(LabWrite.Committed, LabStore.Running, user, session.Name, "");
        Forget(session);
        if (timer is { } wait)
        {
            (session.Checkpoint, session.Deadline) = (before, Now + wait);
            Log(LabWrite.TimerStarted, LabStore.Running, user, session.Name, wait.ToString("c", CultureInfo.InvariantCulture));
            StartTimer(session, wait);
        }
    }

    public void Confirm(EosSession session, string user)
    {
        StopTimer();
        session.Checkpoint = null;
        Log(LabWrite.Confirmed, LabStore.Running, user, session.Name, "");
    }

    /// <summary>A waiting commit is undone; its session is gone then (logged by EOS as aborted: SUNET/cnaas-nms issue 395).</summary>
    public void Revert(EosSession session, string user, LabWrite why)
    {
        StopTimer();
        RunningConfig = session.Checkpoint!;
        Sessions.Remove(session);
        Log(why, LabStore.Running, user, session.Name, "");
    }

    public void Abort(EosSession session, string user)
    {
        Sessions.Remove(session);
        Log(LabWrite.CandidateAborted, LabStore.Candidate, user, session.Name, "");
    }

    public void Save(ConfigSection config, string user)
    {
        StartupConfig = config.Clone();
        (SavedAt, SavedBy) = (Now, user);
        Log(LabWrite.Saved, LabStore.Startup, user, null, "");
    }

    public void Replace(ConfigSection config, string user, string source)
    {
        RunningConfig = config;
        Log(LabWrite.RunningReplaced, LabStore.Running, user, null, source);
    }

    public void WriteFile(string name, string text, string user)
    {
        _files[name] = text;
        Log(LabWrite.FileWritten, LabStore.File, user, null, name);
    }

    public bool DeleteFile(string name, string user)
    {
        var deleted = _files.Remove(name);
        if (deleted)
        {
            Log(LabWrite.FileDeleted, LabStore.File, user, null, name);
        }

        return deleted;
    }

    public string? File(string name) => _files.GetValueOrDefault(name);

    /// <summary>The config of a text on top of the factory default.</summary>
    /// <exception cref="ArgumentException">A line is refused.</exception>
    public ConfigSection Parse(string text) => Read(text, _clean.Clone());

    /// <summary>Enters a text's lines into a config.</summary>
    /// <exception cref="ArgumentException">A line is refused; those before it were entered.</exception>
    public ConfigSection Read(string text, ConfigSection into)
    {
        var editor = new ConfigEditor(into, Grammar);
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            var trimmed = line.Trim();
            if (editor.InText)
            {
                editor.AddText(line);
            }
            else if (trimmed.StartsWith("!!", StringComparison.Ordinal) || (trimmed.Length > 0 && trimmed[0] != '!' && trimmed is not ("end" or "exit")))
            {
                var result = editor.Enter(trimmed);
                _ = result.Taken ? 0 : throw new ArgumentException($"{_device.Name}: EOS refuses the line '{trimmed}': {result.Message ?? result.Status.ToString()}. Correct it, or teach the Lab the command with LabEosOptions.ExtraGrammar.");
            }
        }

        return editor.InText ? throw new ArgumentException($"{_device.Name}: a banner has no EOF line.") : into;
    }

    public void Log(LabWrite write, LabStore store, string user, string? session, string text) =>
        _device.Journal.Add(new(Now, write, store, user, session, text));

    private T Locked<T>(Func<T> read)
    {
        lock (Gate)
        {
            return read();
        }
    }

    // Physical ports are always in the config, empty or not (recorded). What else a clean config holds depends on the model.
    private string FactoryDefault() => string.Join('\n',
        Enumerable.Range(1, Options.Ports).Select(port => $"interface Ethernet{port}")
            .Concat(["interface Management1", "no ip routing", "no aaa root", "spanning-tree mode mstp"]));

    // Only so many completed sessions are kept, the latest ones.
    private void Forget(EosSession latest)
    {
        foreach (var old in Sessions.Where(session => session.Committed && session != latest && session.Checkpoint is null)
            .OrderByDescending(session => session.CommitTime).Skip(MaxSavedSessions - 1).ToList())
        {
            Sessions.Remove(old);
        }
    }

    private void StartTimer(EosSession session, TimeSpan wait) =>
        _timer = _device.TimeProvider.CreateTimer(_ => Expire(session), null, wait, Timeout.InfiniteTimeSpan);

    private void StopTimer()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private void Expire(EosSession session)
    {
        lock (Gate)
        {
            if (session.Checkpoint is not null && Sessions.Contains(session))
            {
                Revert(session, "", LabWrite.TimerExpired);
            }
        }
    }
}
