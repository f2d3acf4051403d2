namespace Provisioning.Lab;

/// <summary>
/// What goes wrong with a device, for tests. Settings hold for all logins, from the next byte on. Patterns are regular
/// expressions, upper and lower case alike, that must match somewhere in a line; secret answers are never matched.
/// </summary>
public sealed class LabFaults
{
    private readonly List<LabLineFault> _lines = [];

    internal LabFaults()
    {
    }

    /// <summary>Whether nothing listens at its address.</summary>
    public bool Unreachable { get; set; }

    /// <summary>How long every answer takes, on the device's clock. Default none.</summary>
    public TimeSpan AnswerDelay { get; set; }

    /// <summary>After how many bytes of one shell the device sends no more, though the connection stays; never when null.</summary>
    public int? SilentAfterBytes { get; set; }

    /// <summary>After how many bytes of one shell sent by the device the connection is lost; never when null.</summary>
    public int? CutAfterBytesSent { get; set; }

    /// <summary>After how many bytes of one shell received by the device the connection is lost; never when null. What follows them is not run.</summary>
    public int? CutAfterBytesReceived { get; set; }

    /// <summary>Whether every read gives a single byte.</summary>
    public bool OneByteReads { get; set; }

    /// <summary>Text that a login shows before the first prompt; nothing when null.</summary>
    public string? LoginBanner { get; set; }

    /// <summary>Where log lines get into the output.</summary>
    public LabNoise Noise { get; set; }

    /// <summary>The log line. The default has the form of EOS's own.</summary>
    public string NoiseLine { get; set; } = "Nov 22 21:36:21 lab Ebra: %LINEPROTO-5-UPDOWN: Line protocol on Interface Ethernet1, changed state to up";

    /// <summary>Whether lines that arrive before their prompt are echoed at once and again when they are run, as terminals of busy devices do.</summary>
    public bool EchoesTypeAheadTwice { get; set; }

    /// <summary>Whether echoes are dropped, as on a line without echo.</summary>
    public bool NoEcho { get; set; }

    /// <summary>
    /// How much of what is typed while it is busy the device has room for; the rest is lost, be it in the middle of a line.
    /// 0 forgets all that is typed ahead; null, the default, loses nothing.
    /// </summary>
    public int? InputBufferBytes { get; set; }

    /// <summary>
    /// Whether the device makes room again while it is busy, so that what is lost is followed by what is not. Default false: the
    /// rest is lost.
    /// </summary>
    public bool InputBufferDrains { get; set; }

    /// <summary>The connection is lost when a line arrives, and the line is not run.</summary>
    /// <param name="pattern">Which line.</param>
    /// <param name="times">How often.</param>
    public LabFaults CutBefore(string pattern, int times = 1) => Add(new(pattern, LabLineAction.CutBefore, "", times));

    /// <summary>The connection is lost when a line has been run, and its answer with it.</summary>
    /// <param name="pattern">Which line.</param>
    /// <param name="times">How often.</param>
    public LabFaults CutAfter(string pattern, int times = 1) => Add(new(pattern, LabLineAction.CutAfter, "", times));

    /// <summary>From a line on the device says nothing more on that shell, not even the answer, and runs nothing more.</summary>
    /// <param name="pattern">Which line.</param>
    /// <param name="times">How often.</param>
    public LabFaults SilentBefore(string pattern, int times = 1) => Add(new(pattern, LabLineAction.SilentBefore, "", times));

    /// <summary>As <see cref="SilentBefore"/>, but the line is still run.</summary>
    /// <param name="pattern">Which line.</param>
    /// <param name="times">How often.</param>
    public LabFaults SilentAfter(string pattern, int times = 1) => Add(new(pattern, LabLineAction.SilentAfter, "", times));

    /// <summary>The device answers a line with a message of your own and does not run it.</summary>
    /// <param name="pattern">Which line.</param>
    /// <param name="message">The message, e.g. <c>% Unavailable command (not supported on this hardware platform)</c>.</param>
    /// <param name="times">How often; always by default.</param>
    public LabFaults Refuse(string pattern, string message, int times = int.MaxValue) =>
        Add(new(pattern, LabLineAction.Refuse, message, times));

    /// <summary>Makes the device well again. Lost connections stay lost.</summary>
    public void Clear()
    {
        (Unreachable, AnswerDelay, LoginBanner, Noise) = (false, TimeSpan.Zero, null, LabNoise.None);
        (SilentAfterBytes, CutAfterBytesSent, CutAfterBytesReceived) = (null, null, null);
        (OneByteReads, EchoesTypeAheadTwice, NoEcho) = (false, false, false);
        (InputBufferBytes, InputBufferDrains) = (null, false);
        lock (_lines)
        {
            _lines.Clear();
        }
    }

    internal LabLineFault? For(string line)
    {
        lock (_lines)
        {
            return _lines.FirstOrDefault(fault => fault.Takes(line));
        }
    }

    private LabFaults Add(LabLineFault fault)
    {
        lock (_lines)
        {
            _lines.Add(fault);
        }

        return this;
    }
}
