using System.Diagnostics;

namespace Provisioning.TestKit.Daemons;

/// <summary>
/// Daemons that live and die together: a small shell is process 1 of a PID namespace and waits on our pipe.
/// The kernel ends them all when it ends, and it ends when the pipe closes: on dispose, and also when the test process crashes.
/// </summary>
internal sealed class DaemonGroup : IAsyncDisposable
{
    // Daemons must not hold the pipes of the shell, or nobody could tell its end from theirs.
    private const string Script =
        """
        hostname "$1" && shift
        for command in "$@"; do sh -c "exec $command" </dev/null >&2 || exit 1; done
        echo ready
        read ignored
        """;

    private readonly Process _shell;

    private DaemonGroup(Process shell) => _shell = shell;

    /// <summary>Runs the commands one after the other; each must go into the background by itself when it is ready, or end.</summary>
    /// <exception cref="InvalidOperationException">A command failed; all that had been started is gone.</exception>
    public static async Task<DaemonGroup> StartAsync(
        NetNamespace network, string hostname, IEnumerable<string> commands, CancellationToken cancellation)
    {
        var group = new DaemonGroup(ChildProcess.Start(
        [
            .. network.CommandPrefix, "/usr/bin/unshare", "--uts", "--pid", "--fork", "--kill-child",
            "/bin/sh", "-c", Script, "sh", hostname, .. commands,
        ]));
        try
        {
            await group.ReadyAsync(cancellation);
            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends every process of the group at once (the daemons get SIGKILL); returns when they are gone.</summary>
    public async Task StopAsync()
    {
        if (!_shell.HasExited)
        {
            _shell.StandardInput.Close();
            await _shell.WaitForExitAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _shell.Dispose();
    }

    private async Task ReadyAsync(CancellationToken cancellation)
    {
        if (await _shell.StandardOutput.ReadLineAsync(cancellation) != "ready")
        {
            throw new InvalidOperationException(
                $"The daemons did not start: {await _shell.StandardError.ReadToEndAsync(cancellation)}");
        }

        _shell.BeginErrorReadLine();
    }
}
