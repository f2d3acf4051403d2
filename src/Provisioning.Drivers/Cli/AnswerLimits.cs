namespace Provisioning.Drivers.Cli;

/// <summary>How much a device may say, and for how long, until it has echoed the next line or shown its prompt: a device may go on for ever.</summary>
/// <param name="clock">The clock.</param>
internal sealed class AnswerLimits(TimeProvider clock)
{
    /// <summary>Twice the longest config that is taken, 32 MiB, in case a device pads its lines.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>
    /// How much of all answers is kept, in characters; a line counts for some more than it has, as short ones cost more than their
    /// text. A config of 32 MiB fits unless its lines are shorter than four characters.
    /// </summary>
    public const int MostKept = 128 << 20;

    /// <summary>How many times as long as it may be silent a device may take for one answer.</summary>
    public const int MostSilences = 30;

    private const int EachLine = 16;
    private long _bytes;
    private long _kept;
    private long _began;
    private int _reached;

    /// <summary>A new dialogue.</summary>
    public void Begin()
    {
        (_kept, _reached) = (0, 0);
        BeginAnswer();
    }

    /// <summary>The device has come as far as this line; an answer begins when it is not the one from before.</summary>
    public void Reach(int echoed)
    {
        if (echoed != _reached)
        {
            _reached = echoed;
            BeginAnswer();
        }
    }

    /// <summary>The device said something.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="silence">How long it may be silent here.</param>
    /// <exception cref="InvalidDataException">It was too much.</exception>
    /// <exception cref="TimeoutException">It goes on for too long.</exception>
    public void Take(int bytes, TimeSpan silence)
    {
        if ((_bytes += bytes) > MostBytes)
        {
            throw new InvalidDataException($"an answer of more than {MostBytes >> 20} MiB; gave up.");
        }

        if (clock.GetElapsedTime(_began) > silence * MostSilences)
        {
            throw new TimeoutException($"still sending after {(silence * MostSilences).TotalSeconds:0} s");
        }
    }

    /// <summary>A line or a prompt of an answer is kept.</summary>
    /// <returns>The line.</returns>
    /// <exception cref="InvalidDataException">It was too much.</exception>
    public string Keep(string line) => (_kept += line.Length + EachLine) <= MostKept
        ? line
        : throw new InvalidDataException($"answers of more than {MostKept >> 20} Mi characters, {EachLine} added for each line; gave up.");

    private void BeginAnswer() => (_bytes, _began) = (0, clock.GetTimestamp());
}
