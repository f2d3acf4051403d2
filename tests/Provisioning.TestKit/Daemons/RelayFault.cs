namespace Provisioning.TestKit.Daemons;

/// <summary>What happens to a relayed connection behind a byte.</summary>
internal enum RelayFault
{
    None,

    /// <summary>It is reset.</summary>
    Cut,

    /// <summary>It stays, and nothing more of that direction arrives.</summary>
    Stall,
}
