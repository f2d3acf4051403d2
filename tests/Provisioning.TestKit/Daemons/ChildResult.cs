namespace Provisioning.TestKit.Daemons;

/// <summary>What a command that has ended left behind.</summary>
public sealed record ChildResult(int ExitCode, string Output, string Error)
{
    /// <summary>The standard output, if the command succeeded.</summary>
    /// <exception cref="InvalidOperationException">The command failed; the message holds both of its outputs.</exception>
    public string OutputOrThrow() => ExitCode == 0
        ? Output
        : throw new InvalidOperationException($"A command ended with status {ExitCode}: {Output}{Error}");
}
