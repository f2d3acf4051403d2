namespace Provisioning.TestKit.Daemons;

/// <summary>This machine lacks something that a real-daemon test needs; the message says what, and which package has it.</summary>
public sealed class MissingComponentException : Exception
{
    public MissingComponentException(string what)
        : base($"needs {what}")
    {
    }

    /// <summary>Throws unless this is Linux and root, which namespaces and the daemons' own users require.</summary>
    internal static void RequireRoot()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            throw new MissingComponentException("Linux and root");
        }
    }

    /// <summary>Throws unless the program is there.</summary>
    internal static void RequireProgram(string path, string package)
    {
        if (!File.Exists(path))
        {
            throw new MissingComponentException($"{Path.GetFileName(path)} (Debian package {package})");
        }
    }
}
