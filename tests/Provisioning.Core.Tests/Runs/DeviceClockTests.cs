using Microsoft.Extensions.Time.Testing;
using Provisioning.Runs;

namespace Provisioning.Core.Tests.Runs;

public sealed class DeviceClockTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void The_time_is_over_when_the_limit_has_passed()
    {
        using var clock = new DeviceClock(10 * Second, _time);

        _time.Advance(9 * Second);
        var before = clock.Over.IsCancellationRequested;
        _time.Advance(Second);

        Assert.Equal((false, true), (before, clock.Over.IsCancellationRequested));
    }

    [Fact]
    public void While_it_is_stopped_no_time_passes()
    {
        using var clock = new DeviceClock(10 * Second, _time);
        _time.Advance(4 * Second);
        clock.Stop();
        _time.Advance(100 * Second);
        clock.Continue();

        _time.Advance(5 * Second);
        var before = clock.Over.IsCancellationRequested;
        _time.Advance(Second);

        Assert.Equal((false, true), (before, clock.Over.IsCancellationRequested));
    }

    [Fact]
    public void Without_a_limit_it_is_never_over()
    {
        using var clock = new DeviceClock(null, _time);
        clock.Stop();
        clock.Continue();
        _time.Advance(TimeSpan.FromDays(30));

        Assert.False(clock.Over.IsCancellationRequested);
    }
}
