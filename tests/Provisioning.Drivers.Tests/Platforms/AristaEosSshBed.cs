using Provisioning.Credentials;
using Provisioning.Drivers.Ssh;
using Provisioning.Drivers.Transports;
using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>The simulated EOS device behind a real sshd.</summary>
internal sealed class AristaEosSshBed : AristaEosLabBed
{
    private readonly SystemUser _user;
    private readonly LabSocketServer _socket;
    private SshServer _server = null!;
    private TcpRelay _relay = null!;

    private AristaEosSshBed()
    {
        _user = SystemUser.Create();
        Folder = Directory.CreateTempSubdirectory("prvtest-lab-").FullName;
        _socket = new LabSocketServer(Lab, Path.Combine(Folder, "eos"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
            File.SetUnixFileMode(_socket.Path, (UnixFileMode)0b110_110_110);
        }
    }

    public override Device Device => base.Device with { Address = "127.0.0.1", Port = _relay.Port };

    public override DeviceCredential Credential => new() { Username = _user.Name, Password = new Secret(_user.Password) };

    private string Folder { get; }

    public static async Task<AristaEosSshBed> StartAsync()
    {
        Requirement.Need(Requirement.Root, Requirement.Sshd, Requirement.Program("socat", "socat"));
        var bed = new AristaEosSshBed();
        bed._server = await SshServer.StartAsync(
            new() { HostKeyTypes = ["ed25519"], ForceCommand = $"stty raw -echo; exec socat -,raw,echo=0 UNIX-CONNECT:{bed._socket.Path}" },
            TestContext.Current.CancellationToken);
        bed._relay = TcpRelay.Start("127.0.0.1", bed._server.Port);
        return bed;
    }

    public override void CutNow()
    {
        _relay.RefuseNew();
        _relay.CutAll();
    }

    public override async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        await _server.DisposeAsync();
        await _socket.DisposeAsync();
        _user.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    protected override IDeviceTransport Transport() =>
        new SshTransport(new() { KnownHostsFile = _server.WriteKnownHosts($"[127.0.0.1]:{_relay.Port}") });
}
