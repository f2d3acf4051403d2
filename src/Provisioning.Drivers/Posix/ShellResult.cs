using Provisioning.Errors;

namespace Provisioning.Drivers.Posix;

/// <summary>How a script ended.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">What it wrote to standard output and error, interleaved.</param>
internal sealed record ShellResult(int Status, string Output)
{
    /// <summary>The status of a commit script that found another run at work and changed nothing.</summary>
    public const int Busy = 3;

    /// <summary>What is wrong with a commit that ended so.</summary>
    public ErrorCode CommitError => Status == Busy ? ErrorCode.DeviceBusy : ErrorCode.CommitFailed;

    /// <summary>Whether it exited with status 0.</summary>
    public bool Succeeded => Status == 0;
}
