using System.Xml.Linq;

namespace Provisioning.TestKit.Daemons;

/// <summary>
/// A real NETCONF server: yuma123's netconfd with folders of its own and one made-up module. The accessors ask the daemon
/// directly, past sshd and any driver. Any login may do everything.
/// </summary>
public sealed class NetconfDaemon : IAsyncDisposable
{
    private const string Netconfd = "/usr/sbin/netconfd";
    private const string Client = "/usr/sbin/netconf-subsystem";
    private const string Modules = "/usr/share/yuma/modules";
    private const string Owner = "root:root";

    // The daemon lets in whoever came to this port, as the client tells by SSH_CONNECTION.
    private const int ToldPort = 830;

    private static readonly XNamespace Base = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private readonly DaemonFolder _folder = new();
    private readonly SemaphoreSlim _turn = new(1);
    private NetNamespace? _network;
    private DaemonGroup? _group;
    private NetconfPeek? _own;

    private NetconfDaemon()
    {
    }

    /// <summary>What sshd is to run as its subsystem <c>netconf</c>.</summary>
    public string Subsystem => Path.Combine(Etc, "subsystem");

    private string Etc => _folder.PathOf("etc");

    private string Socket => _folder.PathOf("run", "ncx.sock");

    private string LogFile => _folder.PathOf("run", "netconfd.log");

    /// <summary>Starts a server with that config, as running and as startup.</summary>
    /// <param name="config">XML in the module's namespace; empty for none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="MissingComponentException">Something is not installed, or this is not Linux and root.</exception>
    public static async Task<NetconfDaemon> StartAsync(string config, CancellationToken cancellation = default)
    {
        MissingComponentException.RequireRoot();
        MissingComponentException.RequireProgram(Netconfd, "netconfd");
        MissingComponentException.RequireProgram(Client, "netconfd");
        var daemon = new NetconfDaemon();
        try
        {
            await daemon.PrepareAsync(config, cancellation);
            daemon._group = await DaemonGroup.StartAsync(daemon._network!, "router1", [Path.Combine(daemon.Etc, "start")], cancellation);
            return daemon;
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends operations in the accessors' own session, which never keeps a lock, and gives their replies.</summary>
    public async Task<IReadOnlyList<XElement>> AskAsync(CancellationToken cancellation, params string[] operations)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            _own ??= await NetconfPeek.OpenAsync(Client, ToldPort, Socket, cancellation);
            var replies = new List<XElement>();
            foreach (var operation in operations)
            {
                replies.Add(await _own.AskAsync(operation, cancellation));
            }

            return replies;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What a store has of the module's data, as text.</summary>
    /// <param name="store">running, startup or candidate.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string> ReadAsync(string store, CancellationToken cancellation = default)
    {
        var reply = (await AskAsync(cancellation, $"<get-config><source><{store}/></source></get-config>"))[0];
        return reply.Element(Base + "data")!.Elements().FirstOrDefault(element => element.Name.LocalName == "router")?.ToString() ?? "";
    }

    /// <summary>Why a lock is not granted just now; null when it would be.</summary>
    /// <param name="store">running or candidate.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string?> LockedAsync(string store, CancellationToken cancellation = default)
    {
        var replies = await AskAsync(cancellation, $"<lock><target><{store}/></target></lock>", $"<unlock><target><{store}/></target></unlock>");
        return replies[0].Element(Base + "ok") is not null ? null : replies[0].Value;
    }

    /// <summary>How many times running was written since the start, an undo too; reading and locking do not move it.</summary>
    public async Task<long> ChangeCounterAsync(CancellationToken cancellation = default) =>
        await File.ReadLinesAsync(LogFile, cancellation).LongCountAsync(
            line => line.StartsWith("Complete commit OK", StringComparison.Ordinal) && line.EndsWith("on running database", StringComparison.Ordinal), cancellation);

    /// <summary>How many lines of its log begin so.</summary>
    public async Task<int> SaidAsync(string beginning) =>
        await File.ReadLinesAsync(LogFile).CountAsync(line => line.StartsWith(beginning, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        _own?.Dispose();
        _turn.Dispose();
        if (_group is not null)
        {
            await _group.DisposeAsync();
            _group = null;
        }

        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task PrepareAsync(string config, CancellationToken cancellation)
    {
        await _folder.AddFolderAsync("etc", Owner, "755");
        await _folder.AddFolderAsync("run", Owner, "755");
        await DaemonFolder.WriteAsync(Path.Combine(Etc, "example-router.yang"), Module, Owner);
        await DaemonFolder.WriteAsync(Path.Combine(Etc, "startup-cfg.xml"), $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<nc:config xmlns:nc=\"{Base}\">\n{config}\n</nc:config>\n", Owner);
        WriteScript("start", StartScript());
        WriteScript("subsystem", $"""
            set -- $SSH_CONNECTION
            export SSH_CONNECTION="$1 $2 $3 {ToldPort}"
            exec {Client} --ncxserver-sockname={ToldPort}@{Socket}
            """);
        _network = await NetNamespace.CreateAsync(0, cancellation);
    }

    // It never goes into the background by itself; its socket comes last.
    private string StartScript() => $"""
        {Netconfd} --home={Etc} --datapath={Etc} --startup={Etc}/startup-cfg.xml --modpath={Etc}:{Modules} --module=example-router \
          --target=candidate --with-startup=true --with-validate=true --access-control=off --superuser=root \
          --port={ToldPort} --ncxserver-sockname={Socket} --log={LogFile} --log-level=debug </dev/null >/dev/null 2>&1 &
        tries=0
        until [ -S {Socket} ]; do
          tries=$((tries + 1)); [ $tries -lt 400 ] || exit 1
          sleep 0.05
        done
        """;

    private void WriteScript(string name, string text) => ExecutableFile.Write(Path.Combine(Etc, name), $"#!/bin/sh\n{text}\n");

    private const string Module =
        """
        module example-router {
          namespace "urn:example:router";
          prefix er;
          revision 2026-11-01;
          container router {
            leaf hostname { type string { length "1..64"; } }
            leaf contact { type string; }
            leaf banner { type string; }
            list interface {
              key name;
              leaf name { type string; }
              leaf description { type string; }
              leaf mtu { type uint16 { range "68..9216"; } }
              leaf enabled { type boolean; }
            }
            list route {
              key prefix;
              leaf prefix { type string; }
              leaf next-hop { type string; mandatory true; }
            }
            list user {
              key name;
              leaf name { type string; }
              leaf password { type string; }
            }
            container ntp { leaf-list server { type string; ordered-by user; } }
          }
        }

        """;
}
