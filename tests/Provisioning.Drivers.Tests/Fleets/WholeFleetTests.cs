namespace Provisioning.Drivers.Tests.Fleets;

/// <summary>
/// A thousand devices of all simulated platforms, fifty at once; one in five refuses the login, hangs, rejects a line, or goes
/// silent after the commit.
/// </summary>
public sealed class WholeFleetTests(WholeFleetRun run) : IClassFixture<WholeFleetRun>
{
    [Fact]
    public void Every_device_has_one_result() => Assert.Equal(1000, run.Ends.DistinctBy(end => end.Device).Count());

    [Fact]
    public void Exactly_the_ailing_devices_failed_each_as_its_ailment_says() => None(run.Ends.Where(end => !end.IsExpected));

    [Theory]
    [InlineData(nameof(Ailment.None), 800)]
    [InlineData(nameof(Ailment.RefusesLogin), 50)]
    [InlineData(nameof(Ailment.Hangs), 50)]
    [InlineData(nameof(Ailment.RejectsALine), 50)]
    [InlineData(nameof(Ailment.GoesSilent), 25)]
    [InlineData(nameof(Ailment.GoesSilentForGood), 25)]
    public void There_were_as_many_of_each_as_there_should_be(string ailment, int count) =>
        Assert.Equal(count, run.Ends.Count(end => end.Device.Ailment == Enum.Parse<Ailment>(ailment)));

    [Fact]
    public void What_was_reported_of_a_device_was_true_of_its_running_and_startup_config() => None(run.Ends.Where(end => !end.IsTrue));

    [Fact]
    public void What_waited_for_its_confirmation_went_back_by_itself_and_everything_else_stayed() =>
        None(run.Ends.Where(end => end.Device.Lab.PendingCommit is not null || !(end.Device.Ailment == Ailment.None ? end.Device.IsNew : end.Device.IsOld)));

    /// <summary>
    /// A silent device is asked for its commit for 2 min and looked for 3 min long, after at most 1 min that another command took;
    /// the hundred that cost time fill the workers twice, and once more where they do not come in step.
    /// </summary>
    [Fact]
    public void It_took_no_longer_than_the_time_limits_of_the_ailing_devices_add_up_to()
    {
        var longest = TimeSpan.FromMinutes(6);

        None(run.Ends.Where(end => end.Duration > longest));
        Assert.InRange(run.Took, TimeSpan.FromMinutes(1), 3 * longest);
    }

    [Fact]
    public void Devices_without_an_ailment_waited_for_nothing() => None(run.Ends.Where(end => end.Device.Ailment == Ailment.None && end.Duration > TimeSpan.Zero));

    /// <summary>As many as there are workers, and as many results that wait to be taken.</summary>
    [Fact]
    public void No_more_devices_were_under_way_than_workers_and_results_to_be_taken() => Assert.InRange(run.MostUnderWay, 1, (2 * run.Workers) + 1);

    private static void None(IEnumerable<FleetEnd> wrong) => Assert.Empty(wrong.Take(5));
}
