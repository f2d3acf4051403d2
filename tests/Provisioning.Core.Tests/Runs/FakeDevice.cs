using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>A device on its own clock: configs, candidates, a commit that waits, and faults on demand. Configs are lists of lines.</summary>
internal sealed class FakeDevice(TestTime time)
{
    public const string OldConfig = "hostname r1\ninterface eth0\n";

    private readonly List<Fault> _faults = [];
    private ITimer? _timer;
    private DateTimeOffset _due;

    public string Running { get; set; } = OldConfig;

    public string Startup { get; set; } = OldConfig;

    /// <summary>Candidates by run.</summary>
    public Dictionary<string, string> Candidates { get; } = [];

    /// <summary>What each run's rollback goes back to.</summary>
    public Dictionary<string, string> WaysBack { get; } = [];

    /// <summary>The run whose commit waits for its confirmation.</summary>
    public string? Pending { get; set; }

    public bool IsReachable { get; set; } = true;

    /// <summary>What the device makes of a committed text.</summary>
    public Func<string, string> Keeps { get; set; } = text => text;

    /// <summary>What a rollback makes of the text that it goes back to.</summary>
    public Func<string, string> RestoresAs { get; set; } = text => text;

    /// <summary>How long each verb takes.</summary>
    public TimeSpan VerbTime { get; set; }

    public List<Verb> Journal { get; } = [];

    /// <summary>The sessions that verbs were called on, by number from 1; 0 is the platform itself.</summary>
    public List<(Verb Verb, int Session)> SessionJournal { get; } = [];

    public List<Verb> CalledAfterDispose { get; } = [];

    public int Opened { get; set; }

    public int Disposed { get; set; }

    public CommitRequest? Request { get; set; }

    public TimeSpan? Remaining => _timer is null ? null : _due - time.GetUtcNow();

    /// <summary>Makes a verb throw.</summary>
    public void Fail(Verb verb, Exception exception, Moment moment = Moment.Before, int skip = 0, int times = 1) =>
        On(verb, _ => throw exception, moment, skip, times);

    /// <summary>Has something happen around a verb.</summary>
    public void On(Verb verb, Action act, Moment moment = Moment.Before, int skip = 0) =>
        On(verb, _ => { act(); return Task.CompletedTask; }, moment, skip, 1);

    public void On(Verb verb, Func<CancellationToken, Task> act, Moment moment = Moment.Before, int skip = 0, int times = 1) =>
        _faults.Add(new(verb, moment, skip, times, act));

    /// <summary>Makes a verb give no answer until its caller gives up, while <paramref name="passing"/> goes by.</summary>
    public void Hang(Verb verb, TimeSpan passing, int skip = 0) =>
        On(
            verb,
            async cancellationToken =>
            {
                time.Advance(passing);
                await Task.Delay(Timeout.Infinite, cancellationToken);
            },
            skip: skip);

    public async Task MeetAsync(Verb verb, Moment moment, CancellationToken cancellationToken)
    {
        foreach (var fault in _faults.Where(fault => fault.Verb == verb && fault.Moment == moment).ToList())
        {
            await fault.MeetAsync(cancellationToken);
        }
    }

    public void Note(Verb verb, int session)
    {
        Journal.Add(verb);
        SessionJournal.Add((verb, session));
        time.Advance(VerbTime);
    }

    public void Commit(string run, CommitRequest request)
    {
        if (Pending is not null)
        {
            throw new CommitException(ErrorCode.CommitFailed, "another commit waits for its confirmation");
        }

        (WaysBack[run], Running, Request) = (Running, Keeps(Candidates[run]), request);
        Candidates.Remove(run);
        if (request.ConfirmTimeout is { } timeout)
        {
            (Pending, _due) = (run, time.GetUtcNow() + timeout);
            _timer = time.CreateTimer(_ => GoBack(), null, timeout, Timeout.InfiniteTimeSpan);
        }
    }

    public void Confirm(string run)
    {
        if (Pending != run)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, "nothing of this run waits for a confirmation");
        }

        StopWaiting();
    }

    public void Rollback(string run)
    {
        if (!WaysBack.Remove(run, out var before))
        {
            throw new RollbackException(ErrorCode.RollbackFailed, "there is nothing to go back to");
        }

        Running = RestoresAs(before);
        StopWaiting();
    }

    /// <summary>What the device's timer does.</summary>
    public void GoBack()
    {
        if (Pending is { } run)
        {
            Rollback(run);
        }
    }

    private void StopWaiting()
    {
        Pending = null;
        _timer?.Dispose();
        _timer = null;
    }
}
