using Provisioning.Credentials;
using Provisioning.Drivers.Ssh;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;
using Provisioning.TestKit.Daemons;

namespace Provisioning.TestKit.Conformance;

/// <summary>A real sshd before a simulated device, with a relay before it that can cut.</summary>
public sealed class LabSshHost : IAsyncDisposable
{
    // One for all: what a login is led to is the server's, and making users takes long. It goes with the process.
    private static readonly Lazy<SystemUser> User = new(() =>
    {
        var user = SystemUser.Create();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => user.Dispose();
        return user;
    });

    private readonly SystemUser _user = User.Value;
    private readonly string _folder;
    private readonly LabSocketServer _socket;
    private SshServer _server = null!;
    private TcpRelay _relay = null!;

    private LabSshHost(LabDevice device, bool takesUser)
    {
        _folder = Directory.CreateTempSubdirectory("prvtest-lab-").FullName;
        _socket = new LabSocketServer(device, Path.Combine(_folder, "lab"), user: takesUser ? _user.Name : null);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
            foreach (var path in _socket.Paths)
            {
                File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
            }
        }
    }

    public int Port => _relay.Port;

    /// <summary>The network before sshd.</summary>
    public TcpRelay Relay => _relay;

    /// <summary>The round trips of each connection (<see cref="TcpRelay.RoundTrips"/>).</summary>
    public IReadOnlyList<int> RoundTrips => _relay.RoundTrips;

    public DeviceCredential Credential => new() { Username = _user.Name, Password = new Secret(_user.Password) };

    /// <summary>Reaches the device, whose host key it knows.</summary>
    public IDeviceTransport Transport => new SshTransport(new() { KnownHostsFile = _server.WriteKnownHosts($"[127.0.0.1]:{Port}") });

    /// <summary>Starts one; skips the test where there is no sshd.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="delay">How long every byte is on its way.</param>
    /// <param name="takesUser">Whether the device takes the name of who logs in here; else everybody is its own user.</param>
    public static async Task<LabSshHost> StartAsync(
        LabDevice device, CancellationToken cancellationToken, TimeSpan delay = default, bool takesUser = false)
    {
        Requirement.Need(Requirement.Root, Requirement.Sshd, Requirement.Program("socat", "socat"));
        var host = new LabSshHost(device, takesUser);
        host._server = await SshServer.StartAsync(
            new() { HostKeyTypes = ["ed25519"], ForceCommand = host._socket.ForceCommand, Lines = ["Subsystem netconf lab-subsystem netconf"] }, cancellationToken);
        host._relay = TcpRelay.Start("127.0.0.1", host._server.Port, delay);
        return host;
    }

    /// <summary>Cuts every connection, and lets nobody in any more.</summary>
    public void CutOff()
    {
        _relay.RefuseNew();
        _relay.CutAll();
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        await _server.DisposeAsync();
        await _socket.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
