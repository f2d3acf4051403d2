using System.Runtime.Versioning;
using System.Security.Cryptography;
using Provisioning.Drivers.Platforms.Frr;
using Provisioning.Drivers.Tests.Posix;

namespace Provisioning.Drivers.Tests.Platforms.Frr;

/// <summary>A real shell with stand-ins for vtysh and frr-reload.py, for one run of its own; paths have spaces and quotes.</summary>
[SupportedOSPlatform("linux")]
internal sealed class FrrShell : IAsyncDisposable
{
    public const string Old = "frr version 8.4.4\nhostname old\n";
    public const string New = "hostname new\n";
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    public FrrShell()
    {
        Directory.CreateDirectory(Config);
        File.WriteAllText(Shell.File("running"), Old);
        Shell.AddTool("vtysh", """
            case "$*" in
              *'show version'*) echo 'FRRouting 8.4.4 (frr1).' ;;
              *'show running-config'*) cat "$FAKE/running"; [ -e "$FAKE/cut" ] || echo end ;;
              *' -C -f '*) ! grep bogus "$7" ;;
              *' -f '*) [ ! -e "$FAKE/slow" ] || { : > "$FAKE/begun"; while [ -e "$FAKE/slow" ]; do sleep 0.05; done; }; cat "$6" >> "$FAKE/running" ;;
              *'write memory'*) echo 'Integrated configuration saved to frr.conf' ;;
            esac
            """);
        // The pause between two attempts to restore.
        Shell.AddTool("sleep", """[ "$1" = 2 ] || exec /bin/sleep "$1" """);
        Shell.AddTool("frr-reload.py", """
            for file in "$@"; do :; done
            case $1 in
              --test) [ ! -e "$FAKE/broken" ] || exit 137
                cmp "$file" "$FAKE/running" >/dev/null || { echo; echo 'Lines To Add'; echo '============'; cat "$file"; } ;;
              --reload) cat "$file" > "$FAKE/running" ;;
            esac
            """);
    }

    /// <summary>In the names of folders that all tests share.</summary>
    public string RunId { get; } = RandomNumberGenerator.GetHexString(8, lowercase: true);

    public LocalShell Shell { get; } = new();

    public string Config => Shell.File("et'c $HOME frr");

    public string State => Path.Combine(Config, ".prv-commit");

    public string Running => File.ReadAllText(Shell.File("running"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var fault in new[] { "broken", "cut", "slow" })
        {
            File.Delete(Shell.File(fault));
        }

        // Ends the timer, where one runs.
        if (File.Exists(Path.Combine(State, "pid")) && (await File.ReadAllTextAsync(Path.Combine(State, "owner"), Token)).Trim() == RunId)
        {
            await Session().RollbackAsync(Token);
        }

        await Session().CleanUpAsync(Token);
        await Shell.DisposeAsync();
    }

    public DeviceContext Context(string? config = null) =>
        DriverContexts.Create(options: [("frr_config_dir", config ?? Config), ("frr_socket_dir", Shell.File("run"))]);

    public FrrSession Session(string? runId = null)
    {
        var context = Context() with { RunId = runId ?? RunId };
        return new(Shell, context, new FrrScripts(context.Device, context.RunId));
    }

    public async Task<FrrSession> LoadedAsync()
    {
        var session = Session();
        await session.LoadAsync(New, LoadOperation.Merge, Token);
        return session;
    }

    public async Task<FrrSession> CommittedAsync(TimeSpan? timeout)
    {
        var session = await LoadedAsync();
        await session.CommitAsync(new(timeout, null), Token);
        return session;
    }
}
