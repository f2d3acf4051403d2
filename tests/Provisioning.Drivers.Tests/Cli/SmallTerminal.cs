using System.Text;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Tests.Cli;

/// <summary>
/// A device with room for so many bytes that it has not read yet; what comes beyond is lost, in the middle of a line too.
/// It reads a few lines at a time, between which more may be typed. When it has nothing to say, the clock runs on.
/// </summary>
/// <param name="room">How many bytes it keeps.</param>
/// <param name="random">How it reads and how its output is cut.</param>
/// <param name="clock">The client's clock.</param>
internal sealed class SmallTerminal(int room, Random random, FakeTimeProvider clock) : IDeviceChannel
{
    public const string Prompt = "r1(config)#";
    private readonly StringBuilder _unread = new();
    private readonly StringBuilder _line = new();
    private readonly Queue<byte> _output = new(Encoding.UTF8.GetBytes(Prompt));

    /// <summary>The lines that it ran; comments and empty lines run nothing.</summary>
    public List<string> Ran { get; } = [];

    /// <summary>How many bytes were lost.</summary>
    public int LostBytes { get; private set; }

    /// <summary>The most bytes in one write.</summary>
    public int LongestWrite { get; private set; }

    /// <summary>Whether it throws away all that was typed while it ran a line.</summary>
    public bool Forgets { get; init; }

    /// <summary>Whether what is typed may come in pieces, between which it reads: then losses can be anywhere, else at the end only.</summary>
    public bool TakesPieces { get; init; }

    /// <summary>How many echoes it makes; it goes on without any then.</summary>
    public int Echoes { get; set; } = int.MaxValue;

    /// <summary>What it answers to a line.</summary>
    public static string Answer(string line) => line.Length > 0 && line.Length % 3 == 0 ? $"! {line.Length}" : "";

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (_output.Count == 0)
        {
            if (_unread.Length == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                clock.Advance(TimeSpan.FromSeconds(5));
            }

            Read(lines: random.Next(1, 8));
        }

        var count = Math.Min(random.Next(1, 200), Math.Min(buffer.Length, _output.Count));
        for (var index = 0; index < count; index++)
        {
            buffer.Span[index] = _output.Dequeue();
        }

        return count;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var typed = Encoding.UTF8.GetString(bytes.Span);
        LongestWrite = Math.Max(LongestWrite, typed.Length);
        while (typed.Length > 0)
        {
            var piece = TakesPieces ? typed[..random.Next(1, typed.Length + 1)] : typed;
            typed = typed[piece.Length..];
            var kept = Math.Clamp(room - _unread.Length, 0, piece.Length);
            _unread.Append(piece.AsSpan(0, kept));
            LostBytes += piece.Length - kept;
            Read(lines: TakesPieces ? random.Next(0, 4) : 0);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Read(int lines)
    {
        while (lines > 0 && _unread.Length > 0)
        {
            var key = _unread[0];
            _unread.Remove(0, 1);
            switch (key)
            {
                case '\n':
                    Run();
                    lines--;
                    break;
                case '\x15':
                    Say(string.Concat(Enumerable.Repeat("\b \b", _line.Length)));
                    _line.Clear();
                    break;
                default:
                    _line.Append(key);
                    Say($"{key}");
                    break;
            }
        }
    }

    private void Run()
    {
        var line = _line.ToString();
        _line.Clear();
        if (line.Length > 0 && !line.StartsWith('!'))
        {
            Ran.Add(line);
        }

        Echoes--;
        Say("\r\n");
        foreach (var character in $"{Answer(line)}{(Answer(line).Length > 0 ? "\r\n" : "")}{Prompt}")
        {
            _output.Enqueue((byte)character);
        }

        if (Forgets)
        {
            LostBytes += _unread.Length;
            _unread.Clear();
        }
    }

    private void Say(string echo)
    {
        foreach (var character in Echoes > 0 ? echo : "")
        {
            _output.Enqueue((byte)character);
        }
    }
}
