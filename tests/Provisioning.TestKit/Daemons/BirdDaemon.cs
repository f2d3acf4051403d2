namespace Provisioning.TestKit.Daemons;

/// <summary>
/// A real BIRD 2 router with folders and a network namespace of its own. The accessors work on the daemon directly, past any driver.
/// A login needs the group <c>bird</c>: it may then use the socket and write the configuration folder.
/// BIRD reads configuration files itself, as user <c>bird</c>: a file must be readable for that user.
/// </summary>
public sealed class BirdDaemon : IAsyncDisposable
{
    private const string Bird = "/usr/sbin/bird";
    private const string Birdc = "/usr/sbin/birdc";
    private const string Owner = "bird:bird";

    private readonly DaemonFolder _folder = new();
    private DaemonGroup? _group;

    private BirdDaemon()
    {
    }

    /// <summary>What the router calls itself.</summary>
    public static string Hostname => "bird1";

    /// <summary>The groups of a login that may do everything.</summary>
    public static IReadOnlyList<string> LoginGroups => ["bird"];

    /// <summary>The folder of <see cref="ConfigFile"/>.</summary>
    public string ConfigFolder => _folder.PathOf("etc");

    /// <summary>What BIRD was started with and what a plain <c>configure</c> reads again.</summary>
    public string ConfigFile => Path.Combine(ConfigFolder, "bird.conf");

    /// <summary>For <c>birdc -s</c>.</summary>
    public string Socket => _folder.PathOf("run", "bird.ctl");

    /// <summary>Where the daemon lives; <c>eth0</c> and <c>eth1</c> exist.</summary>
    public NetNamespace Network { get; private set; } = null!;

    private string LogFile => Path.Combine(_folder.PathOf("log"), "bird.log");

    /// <summary>Starts a router with that configuration file.</summary>
    /// <exception cref="MissingComponentException">BIRD, root or namespaces are not there.</exception>
    /// <exception cref="InvalidOperationException">BIRD rejected the configuration; nothing is left running.</exception>
    public static async Task<BirdDaemon> StartAsync(string initialConfig, CancellationToken cancellation = default)
    {
        MissingComponentException.RequireRoot();
        MissingComponentException.RequireProgram(Bird, "bird2");
        MissingComponentException.RequireProgram(Birdc, "bird2");
        var daemon = new BirdDaemon();
        try
        {
            await daemon.PrepareAsync(initialConfig, cancellation);
            daemon._group = await DaemonGroup.StartAsync(daemon.Network, Hostname, [daemon.StartCommand()], cancellation);
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    /// <summary>The configuration file as it is. BIRD cannot show what it runs: see <see cref="ProtocolsAsync"/>.</summary>
    public Task<string> StartupAsync(CancellationToken cancellation = default) =>
        File.ReadAllTextAsync(ConfigFile, cancellation);

    /// <summary>birdc's <c>show status</c>.</summary>
    public Task<string> StatusAsync(CancellationToken cancellation = default) => BirdcAsync(["show", "status"], cancellation);

    /// <summary>birdc's <c>show protocols</c>: what is really running, by name.</summary>
    public Task<string> ProtocolsAsync(CancellationToken cancellation = default) => BirdcAsync(["show", "protocols"], cancellation);

    /// <summary>birdc's <c>configure status</c>: says whether an undo is pending.</summary>
    public Task<string> PendingAsync(CancellationToken cancellation = default) => BirdcAsync(["configure", "status"], cancellation);

    /// <summary>
    /// How many times BIRD has reconfigured itself since the start, an undo too; checks and <c>show</c> do not move it.
    /// It counts lines of BIRD's default log, so it stops counting once a configuration with a <c>log</c> statement is in force.
    /// (The time of the last reconfiguration in <c>show status</c> is no substitute: an undo sets it back.)
    /// </summary>
    public async Task<long> ChangeCounterAsync(CancellationToken cancellation = default) =>
        await File.ReadLinesAsync(LogFile, cancellation).LongCountAsync(
            line => line.EndsWith("> Reconfiguring", StringComparison.Ordinal), cancellation);

    /// <summary>Writes the configuration file and has BIRD read it, as another operator would.</summary>
    /// <exception cref="InvalidOperationException">BIRD rejected it; the file stays written.</exception>
    public async Task ApplyAsync(string config, CancellationToken cancellation = default)
    {
        await DaemonFolder.WriteAsync(ConfigFile, config, Owner);
        await BirdcAsync(["configure"], cancellation);
    }

    /// <summary>Ends the daemon at once without goodbye; its socket stays behind as a file. Returns when it is gone.</summary>
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

    private async Task PrepareAsync(string config, CancellationToken cancellation)
    {
        await _folder.AddFolderAsync("etc", Owner, "2770");
        await _folder.AddFolderAsync("run", Owner, "755");
        await _folder.AddFolderAsync("log", Owner, "755");
        await DaemonFolder.WriteAsync(ConfigFile, config, Owner);
        Network = await NetNamespace.CreateAsync(2, cancellation);
    }

    private string StartCommand() =>
        $"{Bird} -u bird -g bird -c {ConfigFile} -s {Socket} -P {_folder.PathOf("run", "bird.pid")} -D {LogFile}";

    private async Task<string> BirdcAsync(string[] arguments, CancellationToken cancellation) =>
        (await ChildProcess.RunAsync([Birdc, "-s", Socket, .. arguments], cancellation)).OutputOrThrow();
}
