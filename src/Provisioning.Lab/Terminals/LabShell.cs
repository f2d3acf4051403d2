namespace Provisioning.Lab.Terminals;

/// <summary>A shell of a connection: a client at a device's terminal.</summary>
internal sealed class LabShell : LabChannel
{
    private readonly LabTerminal _terminal;
    private readonly ILabCli _cli;

    public LabShell(LabConnection connection, ILabCli cli)
        : base(connection)
    {
        _cli = cli;
        _terminal = new LabTerminal(cli, Faults, connection.Device.TimeProvider, Send);
    }

    protected override async Task ServeAsync(CancellationToken cancellationToken)
    {
        _terminal.Greet();
        while (!_terminal.Closed && await Input.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            Input.TryRead(out var bytes);
            var (count, cut) = Admit(bytes.Length);
            await _terminal.TypeAsync(bytes[..count], cancellationToken).ConfigureAwait(false);
            _ = cut ? throw new LabCutException() : cut;
        }
    }

    protected override void Close() => _cli.Close();
}
