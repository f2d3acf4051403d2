using System.Text;

namespace Provisioning.TestKit.Faults;

/// <summary>What a hostile device says: a beginning, and then the same again and again without end.</summary>
/// <param name="beginning">What it says once.</param>
/// <param name="again">What it says for ever; nothing more when empty.</param>
public sealed class HostileSpeech(string beginning, string again = "")
{
    private readonly byte[] _beginning = Encoding.UTF8.GetBytes(beginning);
    private readonly byte[] _again = Encoding.UTF8.GetBytes(again);
    private long _said;

    /// <summary>Whether it closes the channel when there is nothing more to say; else the device goes on as if nothing were.</summary>
    public bool HangsUp { get; init; }

    /// <summary>How many bytes were taken of it, which is all that a client can have kept.</summary>
    public long Said => Interlocked.Read(ref _said);

    /// <summary>Says as much as fits; 0 when there is nothing more to say.</summary>
    public int Say(Span<byte> buffer)
    {
        var count = 0;
        while (count < buffer.Length && Next(Said) is { IsEmpty: false } part)
        {
            part = part[..Math.Min(part.Length, buffer.Length - count)];
            part.CopyTo(buffer[count..]);
            count += part.Length;
            Interlocked.Add(ref _said, part.Length);
        }

        return count;
    }

    private ReadOnlySpan<byte> Next(long at) =>
        at < _beginning.Length ? _beginning.AsSpan((int)at)
        : _again.Length == 0 ? default
        : _again.AsSpan((int)((at - _beginning.Length) % _again.Length));
}
