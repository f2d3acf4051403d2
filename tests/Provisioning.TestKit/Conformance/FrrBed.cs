using Provisioning.Drivers;
using Provisioning.Drivers.Platforms.Frr;
using Provisioning.Drivers.Transports;
using Provisioning.TestKit.Daemons;

namespace Provisioning.TestKit.Conformance;

/// <summary>FRRouting in a network namespace, behind sshd.</summary>
public sealed class FrrBed(FrrDaemon daemon, SshLogin login, SshServer server) : SshBed(login, server)
{
    private const string Head = "no ip forwarding\nno ipv6 forwarding\nhostname frr1\nlog commands\n!\n";

    public const string Initial = Head + """
        interface eth0
         description uplink
         ip address 10.0.0.1/24
        exit
        !
        ip route 10.9.0.0/16 Null0
        !
        router bgp 65000
         bgp router-id 10.0.0.1
         neighbor 10.0.0.2 remote-as 65001
         neighbor 10.0.0.2 password initial-Secret9
        exit
        !

        """;

    public override IReadOnlyList<string> Merges =>
    [
        "interface eth0\n description merged-a\nexit\nip route 10.7.0.0/16 Null0\n",
        "interface eth0\n description merged-b\nexit\nno ip route 10.7.0.0/16 Null0\nrouter bgp 65000\n address-family ipv4 unicast\n  network 10.9.0.0/16\n exit-address-family\nexit\n",
    ];

    public override IReadOnlyList<string> Replacements =>
    [
        Initial.Replace("uplink", "replaced-a").Replace("10.9.0.0/16", "10.8.0.0/16"),
        Initial.Replace("uplink", "replaced-b").Replace("initial-Secret9", "changed-Secret9"),
    ];

    public override (string Config, string Named) Rejected =>
        ("interface eth0\n description fine\n bogus words here\nexit\n", "bogus words here");

    public override string PendingCondition => $"test -e {State}/armed";

    public override LoadOperation Operation => LoadOperation.Merge;

    public FrrDaemon Daemon => daemon;

    protected override string PlatformName => "frr";

    protected override IReadOnlyDictionary<string, string> DeviceOptions => new Dictionary<string, string>
    {
        ["frr_config_dir"] = daemon.ConfigFolder,
        ["frr_socket_dir"] = daemon.SocketFolder,
    };

    private string State => Path.Combine(daemon.ConfigFolder, ".prv-commit");

    public static async Task<FrrBed> StartAsync(SshLogin? login = null)
    {
        Requirement.Need(Requirement.Root, Requirement.Sshd, Requirement.Vtysh, Requirement.Ip);
        var daemon = await FrrDaemon.StartAsync(Initial, TestContext.Current.CancellationToken);
        login ??= SshLogin.Create([.. FrrDaemon.LoginGroups]);
        var server = await SshServer.StartAsync(new() { HostKeyTypes = ["ed25519"] }, TestContext.Current.CancellationToken);
        var bed = new FrrBed(daemon, login, server);
        bed.Wire.Hide(daemon.ConfigFolder, "ETC");
        bed.Wire.Hide(daemon.SocketFolder, "RUN");
        return bed;
    }

    public override string Mark(string config) => config.Split('\n').First(line => line.StartsWith(" description", StringComparison.Ordinal)).Trim();

    /// <summary>FRRouting puts one blank between the words.</summary>
    public override string Shown(string text) => string.Join(' ', text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    public override string Describing(string text) => $"interface eth0\n description {text}\nexit\n";

    public override Task<string> RunningAsync() => daemon.RunningAsync();

    public override Task<string> StartupAsync() => daemon.StartupAsync();

    public override Task<long> ChangeCounterAsync() => daemon.ChangeCounterAsync();

    public override Task<bool> IsPendingAsync() =>
        Task.FromResult(File.Exists(Path.Combine(State, "armed")) || File.Exists(Path.Combine(State, "firing")));

    public override async Task<IReadOnlyList<string>> LeftoversAsync()
    {
        // Other tests' folders come and go under /tmp while find looks, so its status says nothing.
        var found = await ChildProcess.RunAsync(["find", "/tmp", "-maxdepth", "1", "-name", "prv-*", "-user", Login], CancellationToken.None);
        var files = Directory.GetFileSystemEntries(daemon.ConfigFolder, ".prv*");
        return [.. files, .. found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    protected override IPlatform CreatePlatform(IDeviceTransport transport) => new FrrPlatform(transport);

    protected override async ValueTask StopDaemonAsync()
    {
        foreach (var left in (await LeftoversAsync()).Where(Directory.Exists))
        {
            Directory.Delete(left, recursive: true);
        }

        await daemon.DisposeAsync();
    }
}
