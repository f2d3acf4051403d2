namespace Provisioning.Drivers.Cli;

/// <summary>
/// How far ahead of the echoes may be typed. It grows as TCP's slow start does, by what was echoed, so that a long config
/// needs a handful of round trips; where a device throws away what it has not read yet, it falls to one line for good.
/// </summary>
internal sealed class CliWindow(CliProfile profile, bool typesAhead)
{
    private int _bytes = typesAhead ? profile.WindowBytes : 0;

    /// <summary>Whether more may be typed while that much waits for its echo.</summary>
    public bool Takes(int outstanding, int size) => outstanding == 0 || outstanding + size <= _bytes;

    public void Echoed(int size) => _bytes = _bytes == 0 ? 0 : Math.Min(_bytes + size, Math.Max(profile.WindowBytes, profile.LargestWindowBytes));

    public void FallToOneLine() => _bytes = 0;
}
