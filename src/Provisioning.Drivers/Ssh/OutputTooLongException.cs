using Provisioning.Errors;

namespace Provisioning.Drivers.Ssh;

/// <summary>A command wrote more than is kept in memory.</summary>
internal sealed class OutputTooLongException(long limit) : Exception
{
    public ConnectionException Of(SshTarget target) => new(ErrorCode.UnexpectedAnswer,
        $"{target.Label}: a command wrote more than {limit / (1024 * 1024)} MB; the connection was closed.");
}
