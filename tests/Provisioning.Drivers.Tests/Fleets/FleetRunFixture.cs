namespace Provisioning.Drivers.Tests.Fleets;

/// <summary>One run over a thousand devices, on which its tests look from several sides.</summary>
public abstract class FleetRunFixture(int workers, FleetOptions options) : IAsyncLifetime
{
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromMinutes(10);
    private readonly Fleet _fleet = new(1000);
    private readonly List<FleetEnd> _ends = [];

    internal int Workers => workers;

    internal IReadOnlyList<FleetEnd> Ends => _ends;

    /// <summary>The most devices that were asked for before their results were taken.</summary>
    internal int MostUnderWay { get; private set; }

    /// <summary>How long the run took, by the clock of engine and devices.</summary>
    internal TimeSpan Took { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await foreach (var result in _fleet.ProvisionAsync(new() { DryRun = false, MaxConcurrency = workers, ConfirmTimeout = ConfirmTimeout, Fleet = options }))
        {
            MostUnderWay = Math.Max(MostUnderWay, _fleet.UnderWay);
            _ends.Add(FleetEnd.Of(result, _fleet[result.Device]));
        }

        Took = _fleet.Elapsed;
        _fleet.LetPass(ConfirmTimeout);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _fleet.DisposeAsync();
    }
}
