namespace Provisioning.Drivers.Posix;

/// <summary>Writes text for a POSIX shell.</summary>
internal static class Sh
{
    /// <summary>A text as one word that the shell takes literally.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
