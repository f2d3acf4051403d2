namespace Provisioning.Drivers.Cli;

/// <summary>
/// How many lines are typed at once. The next ones follow when all of these were echoed, so that nothing runs behind a line
/// that was lost. The window doubles as TCP's slow start does, so that a long config needs a handful of round trips. Where a
/// device throws away what it has no room for, the window falls to half of what was kept, and grows again by an eighth at a
/// time, to three quarters of it. Where only a few lines were kept, or lines are lost again and again, one line is typed at a
/// time from then on, each at a prompt.
/// </summary>
internal sealed class CliWindow(CliProfile profile, bool typesAhead)
{
    private const int FewLines = 4;
    private const int MostLosses = 3;
    private int _bytes = typesAhead ? profile.WindowBytes : 0;
    private int _most = Math.Max(profile.WindowBytes, profile.LargestWindowBytes);
    private int _losses;
    private (int Lines, int Bytes) _kept;

    /// <summary>Whether every line waits for a prompt.</summary>
    public bool IsOneLine => _bytes == 0;

    /// <summary>Whether a line may be typed together with so much before it.</summary>
    public bool Takes(int before, int size) => before == 0 || before + size <= _bytes;

    /// <summary>What follows is typed at once.</summary>
    public void Begin() => _kept = default;

    /// <summary>The device has kept a line of what was typed at once.</summary>
    public void Echoed(int size)
    {
        _kept = (_kept.Lines + 1, _kept.Bytes + size);
        _bytes = IsOneLine ? 0 : Math.Min(_bytes + (_losses == 0 ? size : size / 8), _most);
    }

    /// <summary>The device has thrown the rest away.</summary>
    public void Lost() =>
        (_bytes, _most) = ++_losses == MostLosses || _kept.Lines < FewLines ? (0, 0) : (_kept.Bytes / 2, _kept.Bytes * 3 / 4);
}
