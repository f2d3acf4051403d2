namespace Provisioning.TestKit.Daemons;

/// <summary>
/// A real FRRouting router (zebra, staticd, bgpd, ospfd) with folders and a network namespace of its own.
/// The accessors work on the daemons directly, past any driver. What a login needs, as on a Debian box:
/// group <c>frrvty</c> for the sockets (every vtysh command except <c>-C</c>);
/// group <c>frr</c> to read <c>vtysh.conf</c> (without it vtysh warns on stderr and reports its own host's name) and to write
/// <see cref="ConfigFolder"/> (<c>write memory</c> deletes <c>frr.conf.sav</c>, renames <c>frr.conf</c> and creates it anew, owned by the login).
/// <c>frr-reload.py</c> needs besides a folder it may write to (<c>--rundir</c>): <see cref="SocketFolder"/> is not one, as on a real box.
/// </summary>
public sealed class FrrDaemon : IAsyncDisposable
{
    /// <summary>The line without which <see cref="ChangeCounterAsync"/> cannot count; put it into every configuration.</summary>
    public const string CountingLine = "log commands";

    private const string Vtysh = "/usr/bin/vtysh";
    private const string Programs = "/usr/lib/frr";
    private const string Owner = "frr:frr";
    private static readonly string[] Daemons = ["zebra", "staticd", "bgpd", "ospfd"];

    private readonly DaemonFolder _folder = new();
    private DaemonGroup? _group;

    private FrrDaemon()
    {
    }

    /// <summary>What the router calls itself.</summary>
    public static string Hostname => "frr1";

    /// <summary>The groups of a login that may do everything.</summary>
    public static IReadOnlyList<string> LoginGroups => ["frrvty", "frr"];

    /// <summary>For <c>vtysh --config_dir</c>; holds <c>frr.conf</c> and <c>vtysh.conf</c>.</summary>
    public string ConfigFolder => _folder.PathOf("etc");

    /// <summary>For <c>vtysh --vty_socket</c>.</summary>
    public string SocketFolder => _folder.PathOf("run");

    /// <summary>Where the daemons live; <c>eth0</c> and <c>eth1</c> exist.</summary>
    public NetNamespace Network { get; private set; } = null!;

    private string StartupFile => Path.Combine(ConfigFolder, "frr.conf");

    private string LogFile => _folder.PathOf("daemons.log");

    /// <summary>Starts a router whose startup file holds the text and which has loaded it.</summary>
    /// <exception cref="MissingComponentException">FRRouting, root or namespaces are not there.</exception>
    /// <exception cref="InvalidOperationException">The daemons or vtysh rejected something; nothing is left running.</exception>
    public static async Task<FrrDaemon> StartAsync(string initialConfig, CancellationToken cancellation = default)
    {
        RequireInstalled();
        var daemon = new FrrDaemon();
        try
        {
            await daemon.PrepareAsync(initialConfig, cancellation);
            daemon._group = await DaemonGroup.StartAsync(daemon.Network, Hostname, daemon.StartCommands(), cancellation);
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    /// <summary>The running configuration, without vtysh's first lines, down to <c>end</c>.</summary>
    public Task<string> RunningAsync(CancellationToken cancellation = default) =>
        VtyshAsync(["-c", "show running-config no-header"], cancellation);

    /// <summary>The startup file as it is.</summary>
    public Task<string> StartupAsync(CancellationToken cancellation = default) =>
        File.ReadAllTextAsync(StartupFile, cancellation);

    /// <summary>
    /// How many configuration commands the daemons have been given since the start, whether they changed anything or not.
    /// Reading (<c>show</c>, <c>vtysh -C</c>, <c>frr-reload.py --test</c>) does not move it.
    /// </summary>
    /// <exception cref="InvalidOperationException"><see cref="CountingLine"/> is not in the running configuration.</exception>
    public async Task<long> ChangeCounterAsync(CancellationToken cancellation = default)
    {
        // A daemon flushes its log before it takes the next command, so asking it something first makes the file complete.
        var running = await RunningAsync(cancellation);
        if (!running.Split('\n').Contains(CountingLine))
        {
            throw new InvalidOperationException($"Cannot count changes: '{CountingLine}' is not in the running configuration.");
        }

        return await File.ReadLinesAsync(LogFile, cancellation).LongCountAsync(IsConfiguring, cancellation);
    }

    /// <summary>Gives the daemons configuration lines, as another operator would. Startup is not touched.</summary>
    /// <exception cref="InvalidOperationException">A line was rejected; the others are in force.</exception>
    public async Task ApplyAsync(string config, CancellationToken cancellation = default)
    {
        var file = _folder.PathOf($"apply-{Guid.NewGuid():N}.conf");
        await File.WriteAllTextAsync(file, config, cancellation);
        await VtyshAsync(["-f", file], cancellation);
        File.Delete(file);
    }

    /// <summary>Ends all daemons at once without goodbye; their sockets stay behind as files. Returns when they are gone.</summary>
    public Task KillAsync() => _group!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (_group is not null)
        {
            await _group.DisposeAsync();
            _group = null;
        }

        if (Network is not null)
        {
            await Network.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static void RequireInstalled()
    {
        MissingComponentException.RequireRoot();
        MissingComponentException.RequireProgram(Vtysh, "frr");
        MissingComponentException.RequireProgram($"{Programs}/zebra", "frr");
        MissingComponentException.RequireProgram($"{Programs}/frr-reload.py", "frr-pythontools");
    }

    private static bool IsConfiguring(string logLine) =>
        logLine.Contains("@(config", StringComparison.Ordinal) || logLine.Contains("@# configure", StringComparison.Ordinal);

    private async Task PrepareAsync(string config, CancellationToken cancellation)
    {
        // The set-group-id bit keeps a file that a login writes readable for the daemons' group.
        await _folder.AddFolderAsync("etc", Owner, "2770");
        await _folder.AddFolderAsync("run", Owner, "755");
        await DaemonFolder.WriteAsync(StartupFile, config, Owner);
        await DaemonFolder.WriteAsync(
            Path.Combine(ConfigFolder, "vtysh.conf"), $"service integrated-vtysh-config\nhostname {Hostname}\n", Owner);
        Network = await NetNamespace.CreateAsync(2, cancellation);
    }

    // ospfd keeps its graceful-restart state in /run/frr whatever its options say; the mount is seen only inside the namespace.
    private IEnumerable<string> StartCommands() =>
    [
        "mkdir -p /run/frr",
        $"mount --bind {SocketFolder} /run/frr",
        .. Daemons.Select(StartCommand),
        $"{Vtysh} --config_dir {ConfigFolder} --vty_socket {SocketFolder} -b",
    ];

    // Daemon files like zebra.conf do not exist: with one integrated frr.conf it is vtysh -b that loads the configuration.
    // The log file is an option, not a configuration line, so that the running configuration is only the test's.
    private string StartCommand(string name) =>
        $"{Programs}/{name} -d -u frr -g frr -P 0 -f {ConfigFolder}/{name}.conf -i {SocketFolder}/{name}.pid"
        + $" --vty_socket {SocketFolder} -z {SocketFolder}/zserv.api --log file:{LogFile} --log-level debugging"
        + (name == "bgpd" ? " -p 0" : "");

    private async Task<string> VtyshAsync(string[] arguments, CancellationToken cancellation)
    {
        string[] command = [Vtysh, "--config_dir", ConfigFolder, "--vty_socket", SocketFolder, .. arguments];
        return (await ChildProcess.RunAsync(command, cancellation)).OutputOrThrow();
    }
}
