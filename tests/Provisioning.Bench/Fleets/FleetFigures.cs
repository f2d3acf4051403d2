namespace Provisioning.Bench.Fleets;

/// <summary>What a client's work took.</summary>
/// <param name="Seconds">The wall time.</param>
/// <param name="Cpu">The process's CPU time in ms.</param>
/// <param name="PeakMb">The most memory that the process ever had (VmHWM), in MB of 2^20 bytes.</param>
/// <param name="Threads">The most threads seen.</param>
internal sealed record FleetFigures(double Seconds, double Cpu, double PeakMb, int Threads);
