namespace Provisioning.Drivers.Tests.Fleets;

/// <summary>What is wrong with a device of a fleet.</summary>
internal enum Ailment
{
    None,

    /// <summary>The login is refused.</summary>
    RefusesLogin,

    /// <summary>It takes the login and says nothing.</summary>
    Hangs,

    /// <summary>It does not know a line of its intended config.</summary>
    RejectsALine,

    /// <summary>Its connections fall silent as soon as it has committed; new ones work.</summary>
    GoesSilent,

    /// <summary>As <see cref="GoesSilent"/>, and new connections are silent too.</summary>
    GoesSilentForGood,
}
