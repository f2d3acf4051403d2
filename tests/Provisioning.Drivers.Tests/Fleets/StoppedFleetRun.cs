namespace Provisioning.Drivers.Tests.Fleets;

/// <summary>Twenty at once, until fifteen have failed.</summary>
public sealed class StoppedFleetRun() : FleetRunFixture(workers: 20, new() { StopAfterFailures = Limit })
{
    internal const int Limit = 15;
}
