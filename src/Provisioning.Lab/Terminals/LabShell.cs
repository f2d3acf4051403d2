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
            await _terminal.TypeAsync(Kept(bytes[..count]), cancellationToken).ConfigureAwait(false);
            _ = cut ? throw new LabCutException() : cut;
            Done();
        }
    }

    // The first line is read at once, and makes the device busy. A buffer that drains keeps as much as it loses from then on.
    private ReadOnlyMemory<byte> Kept(ReadOnlyMemory<byte> typed)
    {
        var line = typed.Span.IndexOf((byte)'\n') + 1;
        if (line == 0 || Faults.InputBufferBytes is not { } room || typed.Length <= line + room)
        {
            return typed;
        }

        return Faults.InputBufferDrains && room > 0
            ? typed.ToArray().Where((_, index) => index < line || (index - line) / room % 2 == 0).ToArray()
            : typed[..(line + room)];
    }

    protected override void Close() => _cli.Close();
}
