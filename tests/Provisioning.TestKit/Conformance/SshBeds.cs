using Provisioning.TestKit.Daemons;

namespace Provisioning.TestKit.Conformance;

/// <summary>The real daemons by platform, for scenarios that both must pass.</summary>
public static class SshBeds
{
    /// <summary>Starts the daemon of a platform, <c>frr</c> or <c>bird</c>.</summary>
    /// <param name="platform">The platform's name.</param>
    /// <param name="login">The login; one that may do everything when null.</param>
    public static async Task<SshBed> StartAsync(string platform, SshLogin? login = null) =>
        platform == "frr" ? await FrrBed.StartAsync(login) : await BirdBed.StartAsync(login);
}
