namespace Provisioning.Sources.Texts;

/// <summary>Thrown when bytes are not UTF-8; caught inside this library and told in the reader's own terms.</summary>
/// <param name="offset">The offset of the first wrong byte, from 0.</param>
/// <param name="isUtf16">Whether the bytes begin with the byte order mark of UTF-16.</param>
internal sealed class InvalidUtf8Exception(int offset, bool isUtf16) : Exception(
    isUtf16
        ? "it is UTF-16, not UTF-8; save it as UTF-8 (in PowerShell: -Encoding utf8)"
        : $"it is not UTF-8: the byte at offset {offset} is invalid; save it as UTF-8");
