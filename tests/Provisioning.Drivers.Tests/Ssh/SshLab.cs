using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Drivers.Ssh;
using Provisioning.Drivers.Transports;
using Provisioning.Inventories;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Ssh;

/// <summary>A real sshd, a user on it, and what is needed to log in there.</summary>
internal sealed class SshLab : IAsyncDisposable
{
    private SshLab(SystemUser user, SshServer server) => (User, Server) = (user, server);

    public SystemUser User { get; }

    public SshServer Server { get; }

    public static SshServerOptions Quick { get; } = new() { HostKeyTypes = ["ed25519"] };

    public static async Task<SshLab> StartAsync(SshServerOptions? options = null)
    {
        Requirement.Need(Requirement.Sshd, Requirement.SshKeygen, Requirement.Root);
        var user = (await TestContext.Current.GetFixture<LoginUser>())!.User;
        return new SshLab(user, await SshServer.StartAsync(options ?? Quick, TestContext.Current.CancellationToken));
    }

    public DeviceCredential Credential => new() { Username = User.Name, Password = new Secret(User.Password) };

    public Device Device => new() { Name = "leaf1", Address = Server.Address, Port = Server.Port };

    public SshTransport Transport(string? knownHosts = null, HostKeyPolicy policy = HostKeyPolicy.Strict) =>
        new(new() { KnownHostsFile = knownHosts ?? Server.WriteKnownHosts(), HostKeyPolicy = policy });

    public DeviceContext Context(Device? device = null, DeviceCredential? credential = null) => new()
    {
        Device = device ?? Device,
        Credential = credential ?? Credential,
        CredentialSource = Substitute.For<ICredentialSource>(),
        RunId = "0123abcd",
        Secrets = SecretMasker.None,
        Timeouts = new DeviceTimeouts(),
        Logger = NullLogger.Instance,
    };

    public Task<IDeviceConnection> ConnectAsync(DeviceCredential? credential = null) =>
        Transport().ConnectAsync(Context(credential: credential), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
