using System.Diagnostics;

namespace Provisioning.TestKit.Faults;

/// <summary>A process that is killed with SIGKILL, so that nothing of it can clean up, unless it ends before.</summary>
public static class KilledProcess
{
    /// <summary>Runs a program and kills it.</summary>
    /// <param name="start">The program.</param>
    /// <param name="moment">Completes when it is to be killed; it is cancelled when the program ends before.</param>
    /// <param name="cancellationToken">Gives up, and kills.</param>
    /// <returns>Whether it was killed; false when it had ended by itself.</returns>
    public static async Task<bool> RunAsync(ProcessStartInfo start, Func<CancellationToken, Task> moment, CancellationToken cancellationToken)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} was not started.");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = process.WaitForExitAsync(CancellationToken.None);
        var due = moment(over.Token);
        await Task.WhenAny(ended, due);
        var killed = !process.HasExited;
        process.Kill();
        await over.CancelAsync();
        await ended;
        await due.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return killed;
    }
}
