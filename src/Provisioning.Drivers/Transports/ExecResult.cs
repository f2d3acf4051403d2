namespace Provisioning.Drivers.Transports;

/// <summary>How a command ended.</summary>
/// <param name="ExitStatus">Its exit status; null when the device gave none, e.g. because a signal ended it.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record ExecResult(int? ExitStatus, string Output, string Error)
{
    /// <summary>Whether it exited with status 0.</summary>
    public bool Succeeded => ExitStatus == 0;
}
