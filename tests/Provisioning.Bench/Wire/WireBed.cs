using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Bench.Wire;

/// <summary>A simulated device behind a real sshd behind a slow network.</summary>
[SupportedOSPlatform("linux")]
internal sealed class WireBed : IAsyncDisposable
{
    private readonly WireTexts _texts;
    private readonly string _folder = Directory.CreateTempSubdirectory("prvtest-wire-").FullName;
    private Process _lab = null!;
    private WireLogin _login = null!;

    private WireBed(WireTexts texts) => _texts = texts;

    public TcpRelay Relay { get; private set; } = null!;

    public string User => _login.User;

    public string Password => _login.Password;

    public DeviceCredential Credential => new() { Username = User, Password = new Secret(Password) };

    public Device Device => new() { Name = "bench1", Address = "127.0.0.1", Port = Relay.Port, Platform = _texts.Platform };

    /// <summary>The same device without the relay, whose work is no client's.</summary>
    public Device Near => Device with { Port = NearPort };

    public int NearPort => _login.Port;

    public string KnownHosts => FileOf("known_hosts");

    /// <summary>Starts one.</summary>
    /// <param name="texts">The device's platform and configs.</param>
    /// <param name="lines">About how long its config is.</param>
    /// <param name="roundTrip">The round-trip time of the network.</param>
    public static async Task<WireBed> StartAsync(WireTexts texts, int lines, TimeSpan roundTrip)
    {
        Requirement.Need(Requirement.Root, Requirement.Sshd, Requirement.SshKeygen, Requirement.Program("useradd", "passwd"), Requirement.Program("socat", "socat"));
        var bed = new WireBed(texts);
        bed._login = await bed.StartLabAsync(lines);
        bed.Relay = TcpRelay.Start("127.0.0.1", bed.NearPort, roundTrip / 2);
        await File.WriteAllTextAsync(bed.KnownHosts, $"[127.0.0.1]:{bed.Relay.Port},[127.0.0.1]:{bed.NearPort} {bed._login.HostKey}\n");
        return bed;
    }

    /// <summary>The path of a file that lives as long as the bed.</summary>
    public string FileOf(string name) => Path.Combine(_folder, name);

    public FixedConfigs Source(string config) => new(config, Credential);

    public ServiceProvider Services(string config)
    {
        var source = Source(config);
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
        _lab.StandardInput.Close();
        await _lab.WaitForExitAsync();
        _lab.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<WireLogin> StartLabAsync(int lines)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [WireLab.Command, _texts.Name, $"{lines}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _lab = Process.Start(start)!;
        var login = await _lab.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The bench's device does not start.");
        return JsonSerializer.Deserialize<WireLogin>(login)!;
    }
}
