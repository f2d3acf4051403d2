using System.Text;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Lab.Terminals;

/// <summary>One connection to a device, with its channels.</summary>
internal sealed class LabConnection(LabDevice device, string user) : IDeviceConnection
{
    private readonly List<LabChannel> _channels = [];
    private bool _closed;
    private bool _lost;

    public LabDevice Device => device;

    public Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IDeviceChannel>(OpenShell(size));
    }

    public Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IDeviceChannel>(OpenSubsystem(name));
    }

    public LabChannel OpenShell(TerminalSize size) => Open(() => new LabShell(this, device.Model.LogIn(new(user, size))));

    public LabChannel OpenSubsystem(string name) => Open(() => device.Model.Subsystem(new(user, null), name) is { } program
        ? new LabProgramChannel(this, program)
        : throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"{device.Name}: the device has no subsystem '{name}'."));

    /// <summary>Opens a command's program; null where the device's command line takes it.</summary>
    public LabChannel? OpenCommand(string command)
    {
        ThrowIfGone();
        return device.Model.Command(new(user, null), command) is { } program ? Open(() => new LabProgramChannel(this, program)) : null;
    }

    public async Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return OpenCommand(command) is LabProgramChannel program
            ? await RunAsync(program, input, cancellationToken).ConfigureAwait(false)
            : await RunLinesAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs the lines of a command that comes without a terminal.</summary>
    public async Task<ExecResult> RunLinesAsync(string command, CancellationToken cancellationToken)
    {
        var cli = device.Model.LogIn(new(user, null));
        var output = "";
        var failed = false;
        foreach (var line in command.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            var answer = await AnswerAsync(cli, line, cancellationToken).ConfigureAwait(false);
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
        foreach (var channel in Channels())
        {
            channel.Lose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _closed = true;
        foreach (var channel in Channels())
        {
            await channel.DisposeAsync().ConfigureAwait(false);
        }
    }

    public ConnectionException LostException() =>
        new(ErrorCode.ConnectionLost, $"{device.Name}: the connection was lost. Connect again and find out what the device has done.");

    private LabChannel Open(Func<LabChannel> open)
    {
        ThrowIfGone();
        var channel = open();
        lock (_channels)
        {
            _channels.Add(channel);
        }

        channel.Start();
        return channel;
    }

    private static async Task<ExecResult> RunAsync(LabProgramChannel program, string? input, CancellationToken cancellationToken)
    {
        if (input is not null)
        {
            program.Offer(Encoding.UTF8.GetBytes(input));
        }

        program.HangUp();
        using var output = new MemoryStream();
        var buffer = new byte[65536];
        while (await program.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
        {
            output.Write(buffer.AsSpan(0, count));
        }

        return new(program.ExitStatus, Encoding.UTF8.GetString(output.ToArray()), "");
    }

    private async Task<LabAnswer> AnswerAsync(ILabCli cli, string line, CancellationToken cancellationToken)
    {
        try
        {
            return await device.AnswerAsync(line, () => cli.Execute(line), LabAnswer.Error, cancellationToken).ConfigureAwait(false);
        }
        catch (LabCutException)
        {
            Lose();
            throw LostException();
        }
    }

    private void ThrowIfGone()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (_lost)
        {
            throw LostException();
        }
    }

    private List<LabChannel> Channels()
    {
        lock (_channels)
        {
            return [.. _channels];
        }
    }
}
