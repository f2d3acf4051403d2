using Provisioning.TestKit.Daemons;

namespace Provisioning.Quickstart.Tests;

/// <summary>A real BIRD behind a real sshd, with a login that may do everything.</summary>
internal sealed class RealBird(BirdDaemon daemon, SystemUser user, SshServer server) : IAsyncDisposable
{
    // Debian has birdc where a login that is not root does not look for it.
    private static SshServerOptions Options { get; } =
        new() { HostKeyTypes = ["ed25519"], Lines = ["SetEnv PATH=/usr/sbin:/usr/bin:/sbin:/bin"] };

    public BirdDaemon Daemon { get; } = daemon;

    public SystemUser User { get; } = user;

    public SshServer Server { get; } = server;

    /// <summary>Its entry in an inventory.</summary>
    public string Entry =>
        $"""
        - name: bird1
          address: {Server.Address}
          port: {Server.Port}
          platform: bird
          options:
            bird_config: {Daemon.ConfigFile}
            bird_socket: {Daemon.Socket}

        """;

    /// <summary>Starts it; skips the test where something that it needs is not there.</summary>
    public static async Task<RealBird> StartAsync(string config)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Requirement.Need(Requirement.Sshd, Requirement.SshKeygen, Requirement.Root, Requirement.Bird, Requirement.Ip);
        var daemon = await BirdDaemon.StartAsync(config, cancellationToken);
        SystemUser? user = null;
        try
        {
            user = SystemUser.Create(groups: [.. BirdDaemon.LoginGroups]);
            return new RealBird(daemon, user, await SshServer.StartAsync(Options, cancellationToken));
        }
        catch
        {
            user?.Dispose();
            await daemon.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        User.Dispose();
        await Daemon.DisposeAsync();
    }
}
