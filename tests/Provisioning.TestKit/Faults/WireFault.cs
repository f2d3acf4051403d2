namespace Provisioning.TestKit.Faults;

/// <summary>What becomes of a connection behind the last byte that gets through.</summary>
public enum WireFault
{
    /// <summary>Both sides see it end.</summary>
    Cut,

    /// <summary>It stays, and nothing arrives any more; the device sees it end when the run is over.</summary>
    Stall,

    /// <summary>As a stall, and what was sent meanwhile arrives when the run is over.</summary>
    Late,
}
