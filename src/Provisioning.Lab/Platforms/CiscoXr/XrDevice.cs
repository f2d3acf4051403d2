using System.Globalization;
using Provisioning.Lab.Commands;
using Provisioning.Lab.Configs;
using Provisioning.Lab.Netconf;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>The state of a simulated IOS XR router. Its lock guards everything; logins hold it while they run a line.</summary>
internal sealed class XrDevice : ILabModel
{
    // A session whose connection is gone stays in the list for several minutes (recorded on 24.3.1).
    private static readonly TimeSpan Lingers = TimeSpan.FromMinutes(10);

    private readonly LabDevice _device;
    private ITimer? _timer;
    private int _sessions;

    public XrDevice(LabDevice device)
    {
        _device = device;
        Grammar = XrGrammar.Create(Options.ExtraGrammar);
        Booted = Now - TimeSpan.FromHours(1);
        RunningConfig = Read(device.Options.Running, new());
        if (RunningConfig.Find("hostname") is null)
        {
            Read($"hostname {device.Name}", RunningConfig);
        }

        PersistentConfig = device.Options.Startup is { } startup ? Read(startup, new()) : RunningConfig.Clone();
        Netconf = new(this);
        Commits.Add(new("1000000001", null, ("ZTP", "ZTP"), "CLI", Booted, new()));
    }

    public object Gate { get; } = new();

    public XrNetconf Netconf { get; }

    public LabDevice Lab => _device;

    public LabXrOptions Options => _device.Options.Xr;

    public CommandGrammar Grammar { get; }

    public ConfigSection RunningConfig { get; private set; }

    /// <summary>What the router starts with: the last confirmed commit. That a trial is not in it is unconfirmed.</summary>
    public ConfigSection PersistentConfig { get; private set; }

    public List<XrCommit> Commits { get; } = [];

    public List<XrSession> Sessions { get; } = [];

    public XrTrial? Trial { get; private set; }

    public DateTimeOffset Now => _device.TimeProvider.GetUtcNow();

    public DateTimeOffset Booted { get; }

    public int Logins { get; private set; }

    /// <summary>The first number of the version.</summary>
    public int Release => int.Parse(Options.Version.Split('.')[0], CultureInfo.InvariantCulture);

    public string Hostname => Locked(() => RunningConfig.Find("hostname")?.Line.Split(' ')[1] ?? "ios");

    public string Running => Locked(() => XrRenderer.Render(RunningConfig));

    public string Startup => Locked(() => XrRenderer.Render(PersistentConfig));

    public IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>();

    public IReadOnlyList<LabCandidate> Candidates => Locked<IReadOnlyList<LabCandidate>>(() =>
        [.. Sessions.Where(session => session != Trial?.Row && session != Trial?.Session)
            .Select(session => new LabCandidate(session.Id, session.Lost is null ? "open" : "lost", XrRenderer.Render(session.Target.Alone)))]);

    public LabPendingCommit? PendingCommit =>
        Locked(() => Trial is { } trial ? new LabPendingCommit(Commits[^1].Label ?? Commits[^1].Id, trial.Deadline) : null);

    public ILabCli LogIn(LabLogin login)
    {
        lock (Gate)
        {
            return new XrCli(this, login, Logins++);
        }
    }

    public ILabProgram? Subsystem(LabLogin login, string name) => name == "netconf" ? new LabNetconfServer(_device, login.User, Netconf) : null;

    public void ChangeRunning(string lines)
    {
        lock (Gate)
        {
            Note(("operator", "con0_RP0_CPU0"), "CLI", null, null);
            Read(lines, RunningConfig);
            PersistentConfig = RunningConfig.Clone();
            Log(LabWrite.OutOfBand, LabStore.Running, "", null, lines.Trim());
        }
    }

    public XrSession Open(string line, string user, string client, Action end)
    {
        var session = new XrSession(NewId(), line, user, client) { Started = Now, Target = new(Grammar), End = end, SeenCommits = Commits.Count };
        Sessions.Add(session);
        Log(LabWrite.CandidateOpened, LabStore.Candidate, user, session.Id, "");
        return session;
    }

    /// <summary>The session is over, and its target with it.</summary>
    public void Close(XrSession session)
    {
        if (Sessions.Remove(session) && !session.Target.IsEmpty)
        {
            Log(LabWrite.CandidateAborted, LabStore.Candidate, session.User, session.Id, "");
        }
    }

    /// <summary>
    /// Its connection is gone: the row stays for a while, without the lock, and a trial goes on until its timer ends
    /// (recorded on 24.3.1).
    /// </summary>
    public void Lose(XrSession session)
    {
        (session.Lost, session.Exclusive) = (Now, false);
    }

    /// <summary>Forgets the sessions that were lost long ago.</summary>
    public void Forget() => Sessions.RemoveAll(session => session.Lost < Now - Lingers && session != Trial?.Session);

    public void Commit(XrSession session, XrCommitRequest request)
    {
        var before = RunningConfig;
        Note((session.User, session.Line), session.Client, request.Label, request.Comment);
        RunningConfig = session.Result(before, request.Replace);
        Log(LabWrite.Committed, LabStore.Running, session.User, session.Id, request.Comment ?? "");
        session.Target.Clear(stay: !request.Replace);
        (session.Exclusive, session.SeenCommits) = (false, Commits.Count);
        if (request.Confirmed is { } wait && XrDiff.Create(before, RunningConfig).Length > 0)
        {
            Try(session, before, wait, request.PersistId);
        }
        else
        {
            PersistentConfig = RunningConfig.Clone();
        }
    }

    private void Try(XrSession session, ConfigSection before, TimeSpan wait, string? persistId)
    {
        var row = new XrSession(NewId(), session.Line, session.User, "commit-confirm") { Started = Now, Target = new(Grammar), End = () => { } };
        Sessions.Add(row);
        Trial = new(row, session, before, Now + wait) { PersistId = persistId };
        Log(LabWrite.TimerStarted, LabStore.Running, session.User, session.Id, wait.ToString("c", CultureInfo.InvariantCulture));
        var trial = Trial;
        _timer = _device.TimeProvider.CreateTimer(_ => Expire(trial), null, wait, Timeout.InfiniteTimeSpan);
    }

    public void Confirm(string user)
    {
        EndTrial();
        PersistentConfig = RunningConfig.Clone();
        Log(LabWrite.Confirmed, LabStore.Running, user, Commits[^1].Id, "");
    }

    /// <summary>The trial is undone, which is a commit of its own (recorded on 24.3.1).</summary>
    public void Revert(string user, LabWrite why)
    {
        var before = Trial!.Before;
        EndTrial();
        RollBackTo(before, (user, "vty0"));
        Log(why, LabStore.Running, user, Commits[^1].Id, "");
    }

    /// <summary>Undoes the latest commits.</summary>
    public void RollBack(int commits, string user, string line)
    {
        RollBackTo(Commits[^commits].Before, (user, line));
        Log(LabWrite.RunningReplaced, LabStore.Running, user, null, string.Create(CultureInfo.InvariantCulture, $"rollback {commits}"));
    }

    /// <summary>Enters a text's lines into a config.</summary>
    /// <exception cref="ArgumentException">A line is refused; those before it were entered.</exception>
    public ConfigSection Read(string text, ConfigSection into)
    {
        var editor = new XrEditor(into, Grammar);
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            var command = line.Trim();
            if (editor.InBanner || (command.Length > 0 && command[0] != '!' && command is not ("end" or "Building configuration...")))
            {
                var result = editor.Enter(editor.InBanner ? line : command);
                _ = result.Taken ? 0 : throw new ArgumentException($"{_device.Name}: IOS XR refuses the line '{command}': {result.Message ?? result.Status.ToString()}. Correct it, or teach the Lab the command with LabXrOptions.ExtraGrammar.");
            }
        }

        return editor.InBanner || editor.InBlock ? throw new ArgumentException($"{_device.Name}: a banner, policy or set has no end.") : into;
    }

    public void Log(LabWrite write, LabStore store, string user, string? session, string text) =>
        _device.Journal.Add(new(Now, write, store, user, session, text));

    private void RollBackTo(ConfigSection config, (string User, string Line) who)
    {
        Note(who, "Rollback", null, null);
        RunningConfig = config.Clone();
        PersistentConfig = RunningConfig.Clone();
    }

    private void EndTrial()
    {
        _timer?.Dispose();
        Sessions.Remove(Trial!.Row);
        (_timer, Trial) = (null, null);
    }

    private void Expire(XrTrial trial)
    {
        lock (Gate)
        {
            if (Trial == trial)
            {
                Revert(trial.Row.User, LabWrite.TimerExpired);
            }
        }
    }

    private void Note((string User, string Line) who, string client, string? label, string? comment) => Commits.Add(
        new((1000000001 + Commits.Count).ToString(CultureInfo.InvariantCulture), label, who, client, Now, RunningConfig.Clone()) { Comment = comment });

    private string NewId() => string.Create(CultureInfo.InvariantCulture, $"00001000-{0x4000 + (++_sessions * 0x1c):x8}-00000000");

    private T Locked<T>(Func<T> read)
    {
        lock (Gate)
        {
            return read();
        }
    }
}
