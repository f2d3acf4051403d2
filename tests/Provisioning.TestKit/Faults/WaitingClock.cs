using Microsoft.Extensions.Time.Testing;

namespace Provisioning.TestKit.Faults;

/// <summary>
/// A clock for many runs at once: it stands still while any of them has something to do, and when all wait for nothing but
/// time it goes on to the next timer. What takes minutes takes no time, and no run that works is ever late.
/// </summary>
/// <param name="pause">How long the engine's pauses between two attempts are; a timer of that length is a run that waits.</param>
public sealed class WaitingClock(TimeSpan pause) : FakeTimeProvider
{
    private readonly object _sync = new();
    private readonly Dictionary<Timer, DateTimeOffset> _due = [];
    private int _running;
    private int _waiting;

    /// <summary>Goes along: is told of each move, before the timers of it.</summary>
    public Action<TimeSpan>? Passing { get; set; }

    /// <summary>How many runs have begun and not ended.</summary>
    public int Running { get { lock (_sync) { return _running; } } }

    /// <summary>A run begins; it waits for a move of the clock that is being made.</summary>
    public void Begin()
    {
        lock (_sync)
        {
            _running++;
        }
    }

    /// <summary>A run has ended.</summary>
    public void End()
    {
        lock (_sync)
        {
            _running--;
        }

        MoveSoon();
    }

    /// <summary>A run waits for something that never comes.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitForeverAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = BeginToWait(ended, cancellationToken);
        MoveSoon();
        await ended.Task;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // At once: a clock that saw the run wait, and not yet for what, would move on to what comes after the pause.
        lock (_sync)
        {
            var timer = new Timer(this, isPause: dueTime == pause);
            timer.Inner = base.CreateTimer(
                _ =>
                {
                    timer.EndPause();
                    callback(state);
                },
                null, dueTime, period);
            Note(timer, dueTime);
            return timer;
        }
    }

    // At once, or the clock could go on past the end of the wait before it is there.
    private CancellationTokenRegistration BeginToWait(TaskCompletionSource ended, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            _waiting++;
            return cancellationToken.UnsafeRegister(
                _ =>
                {
                    // Before anybody can look at the clock again.
                    Wait(-1);
                    ended.TrySetCanceled(cancellationToken);
                },
                null);
        }
    }

    private void Wait(int more)
    {
        lock (_sync)
        {
            _waiting += more;
        }

        MoveSoon();
    }

    private void MoveSoon() => ThreadPool.UnsafeQueueUserWorkItem(static clock => clock.Move(), this, preferLocal: false);

    // Under the lock, so that no run begins meanwhile. What the timers set off runs on other threads.
    private void Move()
    {
        lock (_sync)
        {
            while (_running > 0 && _waiting >= _running && Next() is { } next)
            {
                var time = next - GetUtcNow();
                Passing?.Invoke(time);
                Advance(time);
            }
        }
    }

    private DateTimeOffset? Next()
    {
        var now = GetUtcNow();
        return _due.Values.Where(due => due > now).Select(due => (DateTimeOffset?)due).Min();
    }

    private void Note(Timer timer, TimeSpan dueTime)
    {
        lock (_sync)
        {
            _due[timer] = dueTime < TimeSpan.Zero ? DateTimeOffset.MinValue : GetUtcNow() + dueTime;
        }
    }

    private void Forget(Timer timer)
    {
        lock (_sync)
        {
            _due.Remove(timer);
        }
    }

    private sealed class Timer : ITimer
    {
        private readonly WaitingClock _clock;
        private int _pauses;

        public Timer(WaitingClock clock, bool isPause)
        {
            _clock = clock;
            if (isPause)
            {
                _pauses = 1;
                clock.Wait(1);
            }
        }

        public ITimer Inner { get; set; } = null!;

        public void EndPause()
        {
            if (Interlocked.Exchange(ref _pauses, 0) == 1)
            {
                _clock.Wait(-1);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _clock.Note(this, dueTime);
            return Inner.Change(dueTime, period);
        }

        public void Dispose()
        {
            EndPause();
            _clock.Forget(this);
            Inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
