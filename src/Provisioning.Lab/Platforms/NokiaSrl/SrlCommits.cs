using System.Globalization;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>
/// Commits and their timer. While one waits for its confirmation no other is taken (srlinuxamericas, gRPC workshop: "Cannot commit
/// transaction (commit confirmed in progress)"), whoever asks; any session may accept or reject it.
/// </summary>
internal sealed class SrlCommits
{
    private readonly SrlDevice _device;
    private readonly List<SrlCommit> _all;
    private ITimer? _timer;

    public SrlCommits(SrlDevice device)
    {
        _device = device;
        _all = [new(1, "default", false, "admin", device.Now) { Ended = device.Now }];
    }

    public IReadOnlyList<SrlCommit> All => _all;

    public SrlCommit? Pending => _all.Find(commit => commit.Before is not null);

    /// <summary>Why a candidate cannot be committed; null when it can.</summary>
    public string? Refusal(SrlCandidate candidate, SrlCli login)
    {
        // The second sentence is recorded too (jbemmel's JSON-RPC example); that of an exclusive session is unconfirmed.
        var exclusive = _device.Open.FirstOrDefault(open => open.Exclusive is { } other && other != login);
        return Pending is { } pending
            ? pending.Candidate == candidate.Name ? "Error: There is a commit already in progress for this candidate" : "Error: Cannot commit transaction (commit confirmed in progress)"
            : exclusive is not null ? $"Error: Cannot commit transaction (candidate '{exclusive.Name}' is locked by '{exclusive.User}')" : Invalid(candidate);
    }

    /// <summary>
    /// What the check of the whole candidate says; null when it is well. The form is recorded (Error in path ... [FailedPrecondition]);
    /// the words of this check are unconfirmed.
    /// </summary>
    public static string? Invalid(SrlCandidate candidate)
    {
        var interfaces = candidate.Config.Paths.Where(path => path.Node is { Name: "subinterface" }).Select(path => $"{path.Steps[0].Key}.{path.Steps[1].Key}").ToHashSet();
        var dangling = candidate.Config.Paths.FirstOrDefault(path => path.Node is { Name: "interface" }
            && path.Steps[0].Node.Name == "network-instance" && !interfaces.Contains(path.Steps[^1].Key!));
        return dangling is null ? null : $"Error: Error in path: {dangling.Dotted()}\n    [FailedPrecondition] Referenced subinterface '{dangling.Steps[^1].Key}' does not exist";
    }

    public void Commit(SrlCandidate candidate, string user, TimeSpan? timer, string? comment)
    {
        var before = _device.RunningConfig;
        var commit = new SrlCommit(_all.Count + 1, candidate.Name, candidate.IsPrivate, user, _device.Now) { Comment = comment };
        _all.Add(commit);

        // Only the candidate's own changes go into running, whatever others have committed meanwhile.
        _device.Run(before.With(candidate.Baseline, candidate.Config));
        _device.Log(LabWrite.Committed, LabStore.Running, user, candidate.Name, comment ?? "");
        candidate.Reset(_device.RunningConfig);
        if (timer is not { } wait)
        {
            commit.Ended = _device.Now;
            return;
        }

        (commit.Status, commit.Before, commit.Deadline) = ("unconfirmed", before, _device.Now + wait);
        _device.Log(LabWrite.TimerStarted, LabStore.Running, user, candidate.Name, wait.ToString("c", CultureInfo.InvariantCulture));
        _timer = _device.Lab.TimeProvider.CreateTimer(_ => Expire(commit), null, wait, Timeout.InfiniteTimeSpan);
    }

    public void Accept(string user)
    {
        var commit = End("complete");
        _device.Log(LabWrite.Confirmed, LabStore.Running, user, commit.Candidate, "");
    }

    /// <summary>A commit that was not accepted is listed as failed (measured by others on 24.10).</summary>
    public void Reject(string user, LabWrite why)
    {
        _device.Run(Pending!.Before!);
        var commit = End("failed");
        _device.Log(why, LabStore.Running, user, commit.Candidate, "");
    }

    private SrlCommit End(string status)
    {
        var commit = Pending!;
        _timer?.Dispose();
        (commit.Status, commit.Before, commit.Ended) = (status, null, _device.Now);
        return commit;
    }

    private void Expire(SrlCommit commit)
    {
        lock (_device.Gate)
        {
            if (commit.Before is not null)
            {
                Reject("", LabWrite.TimerExpired);
            }
        }
    }
}
