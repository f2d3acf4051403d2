using System.Text;
using Provisioning.Errors;

namespace Provisioning.Drivers.Transports;

/// <summary>
/// Writes one file by the protocol of <c>scp -t</c>, on the connection that is there already: a login that asks for a one-time
/// password could not open another. Everything is sent at once; the answers are looked at in the end.
/// </summary>
internal static class ScpUpload
{
    /// <summary>Sends a text as a file.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="path">The file on the device, in words that its shell does not change, e.g. <c>flash:a.cfg</c>.</param>
    /// <param name="text">What the file is to hold, as UTF-8.</param>
    /// <param name="cancellationToken">Gives up, and with it the connection.</param>
    /// <returns>Null when the device said that it took the file; else what it said instead.</returns>
    /// <exception cref="ConnectionException">The connection is lost.</exception>
    public static async Task<string?> SendAsync(IDeviceConnection connection, string path, string text, CancellationToken cancellationToken)
    {
        var name = path[(path.LastIndexOfAny([':', '/']) + 1)..];
        var input = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"C0644 {Encoding.UTF8.GetByteCount(text)} {name}\n{text}\0");
        try
        {
            var result = await connection.ExecuteAsync($"scp -t {path}", input, cancellationToken).ConfigureAwait(false);
            return Refusal(result);
        }
        catch (ConnectionException refused) when (refused.Code == ErrorCode.PrerequisiteMissing)
        {
            return refused.Message;
        }
    }

    // One NUL says that it is ready, one that it takes the name, one that it has the file. A 1 or 2 leads a message.
    private static string? Refusal(ExecResult result) => result.Output.StartsWith("\0\0\0", StringComparison.Ordinal)
        ? null
        : (result.Output + result.Error).Trim('\0', '\x1', '\x2', '\r', '\n', ' ') is { Length: > 0 } message ? message : "nothing";
}
