using System.IO.Compression;
using System.Text;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Http;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>
/// NX-OS's command line over NX-API. Commands go as JSON-RPC, in one request where they may; NX-API itself cannot write a file,
/// so files go through its other format, to the device's bash.
/// </summary>
internal sealed class NxosApi(HttpDeviceClient commands, HttpDeviceClient bash, DeviceContext context) : INxosCommandLine
{
    private const string Advice = "On NX-OS it is switched on by 'feature nxapi'.";
    private const int LargestPiece = 256 * 1024;

    /// <summary>The format of commands; the media type tells NX-OS which it is (recorded by NAPALM's client).</summary>
    public static HttpService Commands { get; } = new("NX-API", "/ins", Advice, "application/json-rpc");

    /// <summary>The format of bash commands (Cisco, "NX-API CLI", command type <c>bash</c>).</summary>
    public static HttpService Files { get; } = new("NX-API", "/ins", Advice);

    private int _requests;

    public async Task<IReadOnlyList<CliReply>> RunAsync(IReadOnlyList<string> lines, CancellationToken cancellationToken)
    {
        // What is behind a refusal is not run, so it is asked for again.
        var replies = new List<CliReply>();
        while (replies.Count < lines.Count)
        {
            var rest = lines.Skip(replies.Count).ToList();
            var configures = IsConfiguring(rest[0]);
            var together = configures ? UpTo(rest, "end") : rest.TakeWhile(line => !IsConfiguring(line)).ToList();
            replies.AddRange(await PostAsync(configures ? "cli" : "cli_ascii", together, context.Timeouts.Command, cancellationToken).ConfigureAwait(false));
        }

        return replies;
    }

    public async Task<CliReply> RunSlowAsync(string command, CancellationToken cancellationToken) =>
        (await PostAsync("cli_ascii", [command], context.Timeouts.Commit, cancellationToken).ConfigureAwait(false))[0];

    public async Task<string?> SendFilesAsync(IReadOnlyList<(string Name, string Text)> files, CancellationToken cancellationToken)
    {
        foreach (var (name, text) in files)
        {
            if (await WriteAsync(name, text, ">", cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    public async Task<string?> CopyRunningAsync(string name, string behind, CancellationToken cancellationToken)
    {
        var reply = await RunSlowAsync(CiscoNxosText.CopyRunning(name), cancellationToken).ConfigureAwait(false);
        return CiscoNxosText.IsCopied(reply)
            ? await WriteAsync(name, behind, ">>", cancellationToken).ConfigureAwait(false)
            : $"It answered '{reply.Line.Text}' with '{reply.Text.Trim()}'.";
    }

    public async ValueTask DisposeAsync()
    {
        await commands.DisposeAsync().ConfigureAwait(false);
        await bash.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<string?> WriteAsync(string name, string text, string redirection, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var piece in bytes.Chunk(LargestPiece).DefaultIfEmpty([]))
        {
            // Each piece is a whole of its own, so that they can be put one behind the other.
            var done = $"prv-{context.RunId}-written";
            var command = $"printf %s {Convert.ToBase64String(Compressed(piece))} | base64 -d | gunzip {redirection} /bootflash/{name} && echo {done}";
            var answer = await bash.PostAsync(NxapiMessages.Bash(command), context.Timeouts.Commit, cancellationToken).ConfigureAwait(false);
            var said = NxapiMessages.BashAnswer(answer.Body) ?? throw bash.Unexpected(answer, "which is no answer of NX-API");
            if (!said.Contains(done, StringComparison.Ordinal))
            {
                return $"Its bash answered '{said.Trim()}'. Over NX-API a file can only be written with 'feature bash-shell' and a login of the role network-admin; or set option {TransportOption.Key}=ssh.";
            }

            redirection = ">>";
        }

        return null;
    }

    private static bool IsConfiguring(string line) => line == "configure terminal";

    // The mode is kept from command to command of one request, and no longer.
    private static List<string> UpTo(List<string> lines, string last) => lines[..(lines.IndexOf(last) is var end and >= 0 ? end + 1 : lines.Count)];

    private async Task<IReadOnlyList<CliReply>> PostAsync(string method, List<string> lines, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var first = _requests + 1;
        _requests += lines.Count;
        var answer = await commands.PostAsync(NxapiMessages.Request(method, lines, first), timeout, cancellationToken).ConfigureAwait(false);
        try
        {
            return NxapiMessages.Replies(answer.Body, lines, first);
        }
        catch (FormatException exception)
        {
            throw commands.Unexpected(answer, exception.Message);
        }
    }

    private static byte[] Compressed(byte[] piece)
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionLevel.Optimal))
        {
            zip.Write(piece);
        }

        return buffer.ToArray();
    }
}
