namespace Provisioning.Drivers.Tests.Fleets;

/// <summary>Fifty at once, to the end.</summary>
public sealed class WholeFleetRun() : FleetRunFixture(workers: 50, new());
