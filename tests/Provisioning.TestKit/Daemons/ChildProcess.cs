using System.Diagnostics;

namespace Provisioning.TestKit.Daemons;

/// <summary>Runs commands to their end; an argument is never seen by a shell.</summary>
public static class ChildProcess
{
    /// <summary>Starts the command with its three streams redirected.</summary>
    public static Process Start(IEnumerable<string> command) =>
        Process.Start(StartInfo([.. command])) ?? throw new InvalidOperationException("No process was started.");

    /// <summary>Runs the command with an empty standard input. A cancelled run is killed.</summary>
    public static async Task<ChildResult> RunAsync(IEnumerable<string> command, CancellationToken cancellation)
    {
        using var process = Start(command);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static ProcessStartInfo StartInfo(string[] command) => new(command[0], command[1..])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
