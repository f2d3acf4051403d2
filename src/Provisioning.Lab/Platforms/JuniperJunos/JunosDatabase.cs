using System.Globalization;

namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>
/// A device's configuration database: what is committed, the candidate that all share, the lock, and the commit history with its
/// timer. Sources: Junos XML Management Protocol Developer Guide; CLI User Guide. Not safe for concurrent use.
/// </summary>
internal sealed class JunosDatabase(JunosNode initial, TimeProvider time, Action<LabWrite, LabStore, string, string> log, object gate)
{
    private const int KeptCommits = 50;
    private ITimer? _timer;

    /// <summary>The commits, the latest first; the first is what the device runs, and boots with.</summary>
    public List<JunosCommit> History { get; } = [new(initial.Clone(), time.GetUtcNow(), "root", "other")];

    public JunosNode Committed => History[0].Config;

    public JunosNode Candidate { get; private set; } = initial.Clone();

    public JunosSession? LockedBy { get; private set; }

    public bool IsModified => JunosPatch.Between(Committed, Candidate).Length > 0;

    public JunosCommit? Pending => History[0].Deadline is null ? null : History[0];

    /// <summary>Takes the lock; the message when that cannot be (the wording is the guide's).</summary>
    public JunosProblem? Lock(JunosSession session)
    {
        if (LockedBy is not null)
        {
            return LockedBy == session ? new("Configuration database is already open") : Busy(session);
        }

        if (IsModified)
        {
            return new("configuration database modified");
        }

        LockedBy = session;
        return null;
    }

    /// <summary>Gives the lock back; what was not committed is gone.</summary>
    public void Unlock(JunosSession session)
    {
        if (LockedBy == session)
        {
            Reset(session);
            LockedBy = null;
        }
    }

    /// <summary>Why a session may not change or commit now; null when it may.</summary>
    public JunosProblem? Busy(JunosSession session) => LockedBy is { } other && other != session
        ? new(string.Create(CultureInfo.InvariantCulture,
            $"configuration database locked by:\n  {other.User} terminal (pid {other.Pid}) on since {other.Since:yyyy-MM-dd HH:mm:ss} UTC\n      exclusive [edit]"))
        : null;

    /// <summary>Changes the candidate.</summary>
    public void Edit(JunosSession session, Func<JunosNode, JunosNode> change, string text)
    {
        Candidate = change(Candidate);
        log(LabWrite.CandidateLine, LabStore.Candidate, session.User, text);
    }

    /// <summary>The candidate becomes what was committed so many commits ago.</summary>
    public JunosProblem? Load(JunosSession session, int rollback)
    {
        if (rollback >= History.Count)
        {
            // Unconfirmed wording.
            return new("could not open configuration file: no such rollback");
        }

        if (rollback == 0)
        {
            Reset(session);
        }
        else
        {
            Edit(session, _ => History[rollback].Config.Clone(), $"rollback {rollback}");
        }

        return null;
    }

    /// <summary>Checks the candidate. A check confirms a commit that waits for it (CLI User Guide, "commit").</summary>
    public List<JunosProblem> Check(JunosSession session)
    {
        var problems = JunosChecks.Check(Candidate);
        if (problems.Count == 0)
        {
            Confirm(session);
        }

        return problems;
    }

    /// <summary>Commits the candidate. Any commit confirms the one that waits for it.</summary>
    public List<JunosProblem> Commit(JunosSession session, string? message, int? confirmMinutes)
    {
        var problems = JunosChecks.Check(Candidate);
        if (problems.Count > 0)
        {
            return problems;
        }

        Confirm(session);
        var timed = confirmMinutes is not null;
        Push(new(Candidate.Clone(), time.GetUtcNow(), session.User, session.Client)
        {
            Log = message,
            Comment = timed ? $"commit confirmed, rollback in {confirmMinutes}mins" : null,
            Deadline = timed ? time.GetUtcNow() + TimeSpan.FromMinutes(confirmMinutes!.Value) : null,
        });
        log(LabWrite.Committed, LabStore.Running, session.User, message ?? "");
        if (timed)
        {
            log(LabWrite.TimerStarted, LabStore.Running, session.User, $"{confirmMinutes} min");
            _timer = time.CreateTimer(_ => Expire(), null, TimeSpan.FromMinutes(confirmMinutes!.Value), Timeout.InfiniteTimeSpan);
        }

        return [];
    }

    private void Reset(JunosSession session)
    {
        if (IsModified)
        {
            log(LabWrite.CandidateAborted, LabStore.Candidate, session.User, "");
        }

        Candidate = Committed.Clone();
    }

    private void Confirm(JunosSession session)
    {
        if (Pending is not null)
        {
            History[0] = History[0] with { Deadline = null };
            _timer?.Dispose();
            log(LabWrite.Confirmed, LabStore.Running, session.User, "");
        }
    }

    // Recorded: the history then has a new entry by "root via other", and the old one keeps its comment.
    private void Expire()
    {
        lock (gate)
        {
            if (Pending is null || Pending.Deadline > time.GetUtcNow())
            {
                return;
            }

            var modified = IsModified;
            History[0] = History[0] with { Deadline = null };
            Push(new(History[1].Config, time.GetUtcNow(), "root", "other"));
            Candidate = modified ? Candidate : Committed.Clone();
            log(LabWrite.TimerExpired, LabStore.Running, "", "");
        }
    }

    private void Push(JunosCommit commit)
    {
        History.Insert(0, commit);
        History.RemoveRange(Math.Min(KeptCommits, History.Count), Math.Max(0, History.Count - KeptCommits));
    }
}
