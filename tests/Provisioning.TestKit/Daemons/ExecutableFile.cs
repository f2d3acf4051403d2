namespace Provisioning.TestKit.Daemons;

/// <summary>
/// Writes programs that are run soon. Another process writes them: while this one has a file open for writing, so has for a moment
/// whatever another test starts, and a file that is open for writing cannot be run ("Text file busy").
/// </summary>
public static class ExecutableFile
{
    public static void Write(string path, string text) =>
        CommandLine.Run("/bin/sh", ["-c", "cat > \"$1\" && chmod 755 \"$1\"", "sh", path], text.ReplaceLineEndings("\n"));
}
