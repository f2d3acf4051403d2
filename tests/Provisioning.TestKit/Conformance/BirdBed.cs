using Provisioning.Drivers;
using Provisioning.Drivers.Platforms.Bird;
using Provisioning.Drivers.Transports;
using Provisioning.TestKit.Daemons;

namespace Provisioning.TestKit.Conformance;

/// <summary>BIRD 2 in a network namespace, behind sshd.</summary>
public sealed class BirdBed(BirdDaemon daemon, SshLogin login, SshServer server) : SshBed(login, server)
{
    public const string Initial = """
        router id 10.0.0.1;
        protocol device {}
        protocol static base_routes {
          ipv4;
          route 10.9.0.0/16 blackhole;
        }

        """;

    public override IReadOnlyList<string> Merges => [];

    public override IReadOnlyList<string> Replacements =>
    [
        Initial + "protocol static replaced_a { ipv4; route 10.7.0.0/16 blackhole; }\n",
        Initial + "protocol static replaced_b { ipv4; route 10.6.0.0/16 blackhole; }\n",
    ];

    public override (string Config, string Named) Rejected => (Initial + "protocol static broken { ipv4 route }\n", "syntax error");

    public override string PendingCondition => $"/usr/sbin/birdc -s {daemon.Socket} configure status | grep -q unconfirmed";

    public override LoadOperation Operation => LoadOperation.Replace;

    public BirdDaemon Daemon => daemon;

    protected override string PlatformName => "bird";

    protected override IReadOnlyDictionary<string, string> DeviceOptions => new Dictionary<string, string>
    {
        ["bird_config"] = daemon.ConfigFile,
        ["bird_socket"] = daemon.Socket,
    };

    public static async Task<BirdBed> StartAsync(SshLogin? login = null)
    {
        Requirement.Need(Requirement.Root, Requirement.Sshd, Requirement.Bird, Requirement.Ip);
        var daemon = await BirdDaemon.StartAsync(Initial, TestContext.Current.CancellationToken);
        login ??= SshLogin.Create([.. BirdDaemon.LoginGroups]);
        var server = await SshServer.StartAsync(new() { HostKeyTypes = ["ed25519"] }, TestContext.Current.CancellationToken);
        var bed = new BirdBed(daemon, login, server);
        bed.Wire.Hide(daemon.ConfigFolder, "ETC");
        bed.Wire.Hide(daemon.Socket, "SOCKET");
        return bed;
    }

    public override string Mark(string config) => config.Contains("replaced_a", StringComparison.Ordinal) ? "replaced_a" : "replaced_b";

    public override string Describing(string text) => $"{Replacements[0]}# {text}\n";

    /// <summary>BIRD cannot print its config; its protocols tell which one it runs.</summary>
    public override async Task<string> RunningAsync()
    {
        var table = await daemon.ProtocolsAsync();
        return string.Join('\n', table.Split('\n').Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    public override Task<string> StartupAsync() => daemon.StartupAsync();

    public override Task<long> ChangeCounterAsync() => daemon.ChangeCounterAsync();

    public override async Task<bool> IsPendingAsync() =>
        (await daemon.PendingAsync()).Contains("unconfirmed", StringComparison.Ordinal);

    public override Task<IReadOnlyList<string>> LeftoversAsync() =>
        Task.FromResult<IReadOnlyList<string>>([.. Directory.GetFileSystemEntries(daemon.ConfigFolder, "*prv-*")]);

    protected override IPlatform CreatePlatform(IDeviceTransport transport) => new BirdPlatform(transport);

    protected override ValueTask StopDaemonAsync() => daemon.DisposeAsync();
}
