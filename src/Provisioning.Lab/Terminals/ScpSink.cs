using System.Globalization;
using System.Text;

namespace Provisioning.Lab.Terminals;

/// <summary>The receiving side of <c>scp -t</c>, for one file, as OpenSSH's scp and others speak it.</summary>
/// <param name="device">The device.</param>
/// <param name="command">The command line.</param>
/// <param name="refusal">Why nothing is taken; null when files are.</param>
/// <param name="store">Stores the file under the command's path; gives why it cannot, or null.</param>
internal sealed class ScpSink(LabDevice device, string command, string? refusal, Func<string, byte[], string?> store) : ILabProgram
{
    public async Task<int> RunAsync(LabPipe pipe, CancellationToken cancellationToken)
    {
        if (refusal is not null)
        {
            return Refuse(pipe, refusal);
        }

        pipe.Send([0]);
        var header = (await LineAsync(pipe, cancellationToken).ConfigureAwait(false)).Split(' ', 3);
        if (header.Length != 3 || header[0] is not ['C', ..] || !int.TryParse(header[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return Refuse(pipe, "protocol error");
        }

        pipe.Send([0]);
        var file = await ExactlyAsync(pipe, size, cancellationToken).ConfigureAwait(false);
        await ExactlyAsync(pipe, 1, cancellationToken).ConfigureAwait(false);
        var path = command[(command.LastIndexOf(' ') + 1)..];
        var failure = await device.AnswerAsync(command, () => store(path, file), message => message, cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            return Refuse(pipe, failure);
        }

        pipe.Send([0]);
        return 0;
    }

    private static int Refuse(LabPipe pipe, string message)
    {
        pipe.Send(Encoding.UTF8.GetBytes($"\x1{message}\n"));
        return 1;
    }

    private static async Task<string> LineAsync(LabPipe pipe, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (await ExactlyAsync(pipe, 1, cancellationToken).ConfigureAwait(false) is [var one] && one != '\n')
        {
            line.Append((char)one);
        }

        return line.ToString();
    }

    private static async Task<byte[]> ExactlyAsync(LabPipe pipe, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        var got = 0;
        while (got < count && await pipe.ReadAsync(bytes.AsMemory(got), cancellationToken).ConfigureAwait(false) is var more and > 0)
        {
            got += more;
        }

        return bytes[..got];
    }
}
