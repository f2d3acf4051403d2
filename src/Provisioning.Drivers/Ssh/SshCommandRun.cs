using System.Text;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Connection;

namespace Provisioning.Drivers.Ssh;

/// <summary>One command on an exec channel. SSH.NET's streams block, so they are read on threads of their own.</summary>
internal sealed class SshCommandRun(SshSession session, string command) : IDisposable
{
    private const long MaxOutput = 64 * 1024 * 1024;

    private readonly SshCommand _command = session.Client.CreateCommand(command, new UTF8Encoding(false));
    private bool _refused;

    /// <summary>Starts the command; blocks for the round trips.</summary>
    /// <returns>The task that ends with the command.</returns>
    /// <exception cref="ConnectionException">The device does not run commands this way.</exception>
    public Task Start()
    {
        // SSH.NET would wait for ever for the end of a command that was refused.
        EventHandler<MessageEventArgs<ChannelFailureMessage>> refuse = (_, _) => _refused = true;
        if (session.Session is { } messages)
        {
            messages.ChannelFailureReceived += refuse;
        }

        try
        {
            var running = _command.ExecuteAsync(CancellationToken.None);
            return _refused
                ? throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"{session.Target.Label} does not run commands without a terminal.")
                : running;
        }
        finally
        {
            if (session.Session is { } same)
            {
                same.ChannelFailureReceived -= refuse;
            }
        }
    }

    /// <summary>Feeds the command and waits for its end.</summary>
    /// <param name="running">What <see cref="Start"/> gave.</param>
    /// <param name="input">Its standard input. SSH.NET cannot close an input to which nothing was written, so that is left open.</param>
    public async Task<ExecResult> FinishAsync(Task running, string? input)
    {
        session.OnLost(Abort);
        try
        {
            var writing = string.IsNullOrEmpty(input) ? Task.CompletedTask : DedicatedThread.Run(() => Write(input));
            var texts = await Task.WhenAll(
                DedicatedThread.Run(() => ReadAll(_command.OutputStream)),
                DedicatedThread.Run(() => ReadAll(_command.ExtendedOutputStream))).ConfigureAwait(false);
            await running.ConfigureAwait(false);
            await writing.ConfigureAwait(false);
            return new ExecResult(_command.ExitStatus, texts[0], texts[1]);
        }
        finally
        {
            session.NoLongerOnLost(Abort);
        }
    }

    /// <summary>Lets go of the channel in the background, as that waits for the peer to agree. Ends a command that still runs.</summary>
    public void Dispose() => _ = DedicatedThread.Run(_command.Dispose);

    private void Abort(Exception reason) => Dispose();

    private void Write(string input)
    {
        try
        {
            using var stream = _command.CreateInputStream();
            stream.Write(Encoding.UTF8.GetBytes(input));
        }
        catch (Exception error) when (error is not SshOperationTimeoutException)
        {
            // The command ended before it had read all: its exit status tells what that means.
        }
    }

    private string ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > MaxOutput)
            {
                _command.Dispose();
                throw new OutputTooLongException(MaxOutput);
            }
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
