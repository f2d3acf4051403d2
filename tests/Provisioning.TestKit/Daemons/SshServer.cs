using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Provisioning.TestKit.Daemons;

/// <summary>A real sshd with its own host keys on a port of its own. Logins by password need root and a <see cref="SystemUser"/>.</summary>
public sealed class SshServer : IAsyncDisposable
{
    private readonly SshServerOptions _options;
    private readonly StringBuilder _log = new();
    private Process? _process;

    private SshServer(SshServerOptions options) => _options = options;

    /// <summary>A folder of the server's own, deleted on dispose; users may read it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("prvtest-sshd-").FullName;

    public string Address => _options.ListenAddress;

    public int Port { get; private set; }

    /// <summary>The public host keys, by type as ssh-keygen names it (<c>ed25519</c>, <c>rsa</c>, <c>ecdsa</c>).</summary>
    public IReadOnlyDictionary<string, string> HostKeys { get; private set; } = new Dictionary<string, string>();

    /// <summary>What sshd has logged; for assertion messages.</summary>
    public string Log { get { lock (_log) { return _log.ToString(); } } }

    /// <summary>Starts a server and waits until it listens; skips the test where there is no sshd.</summary>
    public static async Task<SshServer> StartAsync(SshServerOptions? options, CancellationToken cancellationToken)
    {
        Requirement.Need(Requirement.Sshd, Requirement.SshKeygen);
        var server = new SshServer(options ?? new SshServerOptions());
        try
        {
            server.Prepare();
            await server.LaunchAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it has logged a text, for what it has done is read of it a moment later.</summary>
    public Task LoggedAsync(string text) =>
        Eventually.TrueAsync(() => Task.FromResult(Log.Contains(text, StringComparison.Ordinal)), TimeSpan.FromSeconds(30));

    /// <summary>Writes a known_hosts file with this server's keys.</summary>
    /// <param name="name">The name to list it under; its address and port when null.</param>
    /// <param name="types">The key types; all when none is given.</param>
    /// <returns>The file's path.</returns>
    public string WriteKnownHosts(string? name = null, params string[] types)
    {
        var path = Path.Combine(Folder, $"known_hosts-{Guid.NewGuid():N}");
        File.WriteAllLines(path, HostKeys.Where(key => types.Length == 0 || types.Contains(key.Key)).Select(key => $"{name ?? KnownHostsName} {key.Value}"));
        return path;
    }

    /// <summary>The name that known_hosts has for it.</summary>
    public string KnownHostsName => Port == 22 ? Address : $"[{Address}]:{Port}";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private void Prepare()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        }

        File.WriteAllLines(Path.Combine(Folder, "authorized_keys"), _options.AuthorizedKeys);
        File.WriteAllText(Path.Combine(Folder, "banner"), _options.Banner);
        if (Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory("/run/sshd"); // sshd's privilege separation folder, made by its service otherwise
        }

        MakeHostKeys();
    }

    private void MakeHostKeys()
    {
        HostKeys = _options.HostKeyTypes.ToDictionary(type => type, type => SshKeyPair.Create(HostKeyPath(type), type).PublicKey);
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        // Somebody may take the free port before sshd does.
        for (var tries = 0; !await TryLaunchAsync(_options.Port ?? FreePort(), cancellationToken); tries++)
        {
            if (tries == 5)
            {
                throw new InvalidOperationException($"sshd does not start:\n{Log}");
            }
        }
    }

    private async Task<bool> TryLaunchAsync(int port, CancellationToken cancellationToken)
    {
        Port = port;
        var config = Path.Combine(Folder, "sshd_config");
        await File.WriteAllLinesAsync(config, Config(), cancellationToken);
        string[] command = [.. _options.CommandPrefix, Requirement.PathOf("sshd")!, "-D", "-e", "-f", config];
        var listening = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = new(command[0], command[1..]) { RedirectStandardError = true }, EnableRaisingEvents = true };
        _process.ErrorDataReceived += (_, args) => Note(args.Data, listening);
        _process.Exited += (_, _) => listening.TrySetResult(false);
        _process.Start();
        _process.BeginErrorReadLine();
        return await listening.Task.WaitAsync(cancellationToken);
    }

    private void Note(string? line, TaskCompletionSource<bool> listening)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (line?.StartsWith("Server listening on", StringComparison.Ordinal) == true)
        {
            listening.TrySetResult(true);
        }
    }

    private IEnumerable<string> Config() =>
    [
        $"ListenAddress {_options.ListenAddress}",
        $"Port {Port}",
        .. _options.HostKeyTypes.Select(type => $"HostKey {HostKeyPath(type)}"),
        $"PidFile {Path.Combine(Folder, "sshd.pid")}",
        $"AuthorizedKeysFile {Path.Combine(Folder, "authorized_keys")}",
        $"Banner {Path.Combine(Folder, "banner")}",
        "StrictModes no",
        "UseDNS no",
        "PrintMotd no",
        "PrintLastLog no",
        "LogLevel VERBOSE",
        "LoginGraceTime 60",
        "MaxStartups 1000:30:1000",
        "PermitRootLogin prohibit-password",
        $"MaxAuthTries {_options.MaxAuthTries}",
        $"UsePAM {YesNo(_options.KeyboardInteractive)}",
        $"KbdInteractiveAuthentication {YesNo(_options.KeyboardInteractive)}",
        $"PasswordAuthentication {YesNo(_options.PasswordAuthentication)}",
        $"AllowTcpForwarding {YesNo(_options.AllowTcpForwarding)}",
        .. _options.ForceCommand is { } forced ? [$"ForceCommand {forced}"] : Array.Empty<string>(),
        .. _options.Lines,
    ];

    private string HostKeyPath(string type) => Path.Combine(Folder, $"host_{type}");

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }
}
