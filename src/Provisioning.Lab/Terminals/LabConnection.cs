using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Lab.Terminals;

/// <summary>One connection to a device, with its shells.</summary>
internal sealed class LabConnection(LabDevice device, string user) : IDeviceConnection
{
    private readonly List<LabShell> _shells = [];
    private bool _closed;
    private bool _lost;

    public LabDevice Device => device;

    public Task<IShellChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IShellChannel>(Open(size));
    }

    public LabShell Open(TerminalSize size)
    {
        ThrowIfGone();
        var shell = new LabShell(this, device.Model.LogIn(new(user, size)), device.Faults);
        lock (_shells)
        {
            _shells.Add(shell);
        }

        shell.Start();
        return shell;
    }

    public async Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfGone();
        var cli = device.Model.LogIn(new(user, null));
        var output = "";
        var failed = false;
        foreach (var line in command.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var answer = await RunAsync(cli, line, cancellationToken).ConfigureAwait(false);
            (output, failed) = (output + answer.Text, failed || answer.Failed);
        }

        cli.Close();
        // That a refused command gives exit status 1 is unconfirmed for EOS.
        return new(failed ? 1 : 0, output, "");
    }

    /// <summary>The network drops the connection: everything on it fails.</summary>
    public void Lose()
    {
        _lost = true;
        foreach (var shell in Shells())
        {
            shell.Lose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        foreach (var shell in Shells())
        {
            await shell.DisposeAsync().ConfigureAwait(false);
        }
    }

    public ConnectionException LostException() =>
        new(ErrorCode.ConnectionLost, $"{device.Name}: the connection was lost. Connect again and find out what the device has done.");

    private async Task<LabAnswer> RunAsync(ILabCli cli, string line, CancellationToken cancellationToken)
    {
        var fault = device.Faults.For(line);
        if (fault?.Action == LabLineAction.Refuse)
        {
            return LabAnswer.Error(fault.Message);
        }

        if (device.Faults.AnswerDelay > TimeSpan.Zero)
        {
            await Task.Delay(device.Faults.AnswerDelay, device.TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        var answer = fault?.Action is LabLineAction.CutBefore or LabLineAction.SilentBefore ? LabAnswer.Nothing : cli.Execute(line);
        if (fault?.Action is LabLineAction.SilentBefore or LabLineAction.SilentAfter)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, device.TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        if (fault is not null)
        {
            Lose();
            throw LostException();
        }

        return answer;
    }

    private void ThrowIfGone()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_lost)
        {
            throw LostException();
        }
    }

    private List<LabShell> Shells()
    {
        lock (_shells)
        {
            return [.. _shells];
        }
    }
}
