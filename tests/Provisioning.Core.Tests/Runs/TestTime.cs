using Microsoft.Extensions.Time.Testing;

namespace Provisioning.Core.Tests.Runs;

/// <summary>A clock that stands still, but for the pauses between two attempts: they pass at once.</summary>
internal sealed class TestTime : FakeTimeProvider
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>How far somebody has turned the machine's clock; what measures time goes on.</summary>
    public TimeSpan Turned { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Turned;

    // The base takes it from the wall clock.
    public override long GetTimestamp() => base.GetTimestamp() - Turned.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == Pause)
        {
            ThreadPool.QueueUserWorkItem(_ => Advance(Pause));
        }

        return timer;
    }
}
