using System.Threading.Channels;

namespace Provisioning.Lab.Terminals;

/// <summary>A program of a connection, without a terminal.</summary>
internal sealed class LabProgramChannel(LabConnection connection, ILabProgram program) : LabChannel(connection)
{
    /// <summary>How the program ended; null when it did not.</summary>
    public int? ExitStatus { get; private set; }

    protected override async Task ServeAsync(CancellationToken cancellationToken)
    {
        var admitted = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();
        var admitting = AdmitAllAsync(admitted.Writer, cancellationToken);
        ExitStatus = await program.RunAsync(new(admitted.Reader, Send, Done), cancellationToken).ConfigureAwait(false);
        HangUp();
        await admitting.ConfigureAwait(false);
    }

    private async Task AdmitAllAsync(ChannelWriter<ReadOnlyMemory<byte>> admitted, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var bytes in Input.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var (count, cut) = Admit(bytes.Length);
                admitted.TryWrite(bytes[..count]);
                _ = cut ? throw new LabCutException() : cut;
            }

            admitted.TryComplete();
        }
        catch (Exception end)
        {
            admitted.TryComplete(end);
            throw;
        }
    }
}
