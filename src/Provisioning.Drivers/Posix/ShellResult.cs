namespace Provisioning.Drivers.Posix;

/// <summary>How a script ended.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">What it wrote to standard output and error, interleaved.</param>
internal sealed record ShellResult(int Status, string Output)
{
    /// <summary>Whether it exited with status 0.</summary>
    public bool Succeeded => Status == 0;
}
