using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.Drivers.Ssh;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Bench.Wire;

/// <summary>A simulated device behind a real sshd behind a slow network.</summary>
[SupportedOSPlatform("linux")]
internal sealed class WireBed : IAsyncDisposable
{
    private readonly string _platform;
    private readonly string _folder = Directory.CreateTempSubdirectory("prvtest-wire-").FullName;
    private readonly SystemUser _user = SystemUser.Create();
    private Process _lab = null!;
    private SshServer _server = null!;

    private WireBed(string platform) => _platform = platform;

    public TcpRelay Relay { get; private set; } = null!;

    public string User => _user.Name;

    public string Password => _user.Password;

    public DeviceCredential Credential => new() { Username = User, Password = new Secret(Password) };

    public Device Device => new() { Name = "bench1", Address = "127.0.0.1", Port = Relay.Port, Platform = _platform };

    /// <summary>The same device without the relay, whose work is no client's.</summary>
    public Device Near => Device with { Port = _server.Port };

    public string KnownHosts { get; private set; } = "";

    /// <summary>Starts one.</summary>
    /// <param name="platform">The device's platform.</param>
    /// <param name="lines">About how long its config is.</param>
    /// <param name="roundTrip">The round-trip time of the network.</param>
    public static async Task<WireBed> StartAsync(string platform, int lines, TimeSpan roundTrip)
    {
        Requirement.Need(Requirement.Root, Requirement.Sshd, Requirement.Program("socat", "socat"));
        var bed = new WireBed(platform);
        File.SetUnixFileMode(bed._folder, (UnixFileMode)0b111_101_101);
        var socket = Path.Combine(bed._folder, "lab");
        bed._lab = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [WireLab.Command, platform, $"{lines}", socket]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (await bed._lab.StandardOutput.ReadLineAsync() != "ready")
        {
            throw new InvalidOperationException("The bench's device does not start.");
        }

        bed._server = await SshServer.StartAsync(new() { HostKeyTypes = ["ed25519"], ForceCommand = $"stty raw -echo; exec socat -,raw,echo=0 UNIX-CONNECT:{socket}" }, CancellationToken.None);
        bed.Relay = TcpRelay.Start("127.0.0.1", bed._server.Port, roundTrip / 2);
        bed.KnownHosts = bed._server.WriteKnownHosts($"[127.0.0.1]:{bed.Relay.Port},[127.0.0.1]:{bed._server.Port}");
        return bed;
    }

    public ServiceProvider Services(string config)
    {
        var source = new FixedConfigs(config, Credential);
        return new ServiceCollection()
            .AddLogging()
            .AddProvisioning()
            .AddBuiltInPlatforms()
            .AddSshTransport(options => options.KnownHostsFile = KnownHosts)
            .AddSingleton<IIntendedConfigSource>(source)
            .AddSingleton<ICredentialSource>(source)
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync();
        await _server.DisposeAsync();
        _lab.StandardInput.Close();
        await _lab.WaitForExitAsync();
        _lab.Dispose();
        _user.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
