using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Provisioning.Sources.Texts;

/// <summary>Reads UTF-8 without repairing it: a replacement character would change what goes to a device.</summary>
internal static class StrictUtf8
{
    /// <summary>Decodes a whole file's bytes, without their byte order mark.</summary>
    /// <exception cref="InvalidUtf8Exception">The bytes are not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var mark = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var text = new char[bytes.Length - mark];
        var status = Utf8.ToUtf16(bytes[mark..], text, out var read, out var written, replaceInvalidSequences: false);
        return status == OperationStatus.Done
            ? new string(text, 0, written)
            : throw new InvalidUtf8Exception(mark + read, IsUtf16(bytes));
    }

    private static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble);
}
