using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Fleets;

/// <summary>The same thousand devices, with a limit to the failures.</summary>
public sealed class StoppedFleetTests(StoppedFleetRun run) : IClassFixture<StoppedFleetRun>
{
    private IEnumerable<FleetEnd> Skipped => run.Ends.Where(end => end.Outcome == ProvisionOutcome.Skipped);

    private IEnumerable<FleetEnd> Begun => run.Ends.Except(Skipped);

    [Fact]
    public void Every_device_has_one_result() => Assert.Equal(1000, run.Ends.DistinctBy(end => end.Device).Count());

    [Fact]
    public void It_ended_early() => Assert.InRange(Begun.Count(), StoppedFleetRun.Limit, 200);

    [Fact]
    public void Everything_untried_is_skipped_with_the_reason() => Assert.All(Skipped, end =>
    {
        Assert.Equal((DeviceState.Untouched, ErrorCode.FleetStopped), (end.State, end.Code));
        Assert.Contains("15 devices failed; the run was to stop after 15", end.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void Nobody_came_near_what_was_skipped() =>
        Assert.Empty(Skipped.Where(end => end.Device.Logins > 0 || !end.Device.IsOld || end.Device.Lab.Journal.DeviceWrites.Count > 0).Take(5));

    [Fact]
    public void What_was_under_way_at_the_limit_ended_as_it_would_have() => Assert.Empty(Begun.Where(end => !end.IsExpected || !end.IsTrue).Take(5));

    [Fact]
    public void No_more_failed_than_the_limit_and_those_under_way_then() =>
        Assert.InRange(Begun.Count(end => end.Device.Ailment != Ailment.None), StoppedFleetRun.Limit, StoppedFleetRun.Limit + run.Workers - 1);
}
