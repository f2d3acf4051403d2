using System.Net.Sockets;
using Provisioning.Errors;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;

namespace Provisioning.Drivers.Ssh;

/// <summary>Turns what SSH.NET throws into this library's errors. Its messages hold no secrets.</summary>
internal static class SshErrors
{
    /// <summary>How far a login came.</summary>
    /// <param name="Username">Who logs in.</param>
    /// <param name="Tried">The authentication methods that were tried.</param>
    /// <param name="Reached">Whether an SSH server answered.</param>
    public sealed record Progress(string Username, IReadOnlyCollection<string> Tried, bool Reached);

    public static Exception OfConnect(Exception error, SshTarget target, Progress progress) => error switch
    {
        ProvisioningException or OperationCanceledException => error,
        SshAuthenticationException => Refused(error, target, progress),
        SshConnectionException { DisconnectReason: DisconnectReason.KeyExchangeFailed } when error.Message.StartsWith("No matching", StringComparison.Ordinal) => Mismatch(error, target),
        SshConnectionException when progress.Tried.Count > 0 => Refused(error, target, progress),
        SshOperationTimeoutException => progress.Reached
            ? new ConnectionException(ErrorCode.DeviceTimeout, $"{target.Label} did not answer in time during the login.", error)
            : Unreachable(error, target),
        SshConnectionException { DisconnectReason: DisconnectReason.ProtocolError or DisconnectReason.ProtocolVersionNotSupported } =>
            new ConnectionException(ErrorCode.UnexpectedAnswer, progress.Reached
                ? $"{target.Label}: SSH with it broke off before the login: {Said(error)} A banner of more than 64 KiB is one reason."
                : $"{target.Label}: what answers there does not speak SSH 2: {Said(error)} Check the port.", error),
        SshConnectionException => new ConnectionException(ErrorCode.ConnectionLost,
            $"{target.Label} closed the connection before the login: {Said(error)} It may limit how many connect at a time.", error),
        SocketException when !progress.Reached => Unreachable(error, target),
        SocketException => OfUse(error, target),
        _ => new ConnectionException(ErrorCode.UnexpectedAnswer, $"{target.Label}: the login failed: {Said(error)}", error),
    };

    public static ConnectionException ConnectTimeout(SshTarget target, TimeSpan limit, bool reached, Exception error) => reached
        ? new(ErrorCode.DeviceTimeout, $"{target.Label} did not finish the login within {limit.TotalSeconds:0.#} s.", error)
        : new(ErrorCode.Unreachable, $"{target.Label} does not answer within {limit.TotalSeconds:0.#} s. Check the address, the port and any firewall between.", error);

    /// <summary>Errors of a connection that was in use.</summary>
    public static Exception OfUse(Exception error, SshTarget target) => error switch
    {
        ProvisioningException or OperationCanceledException => error,
        SshOperationTimeoutException => new ConnectionException(ErrorCode.DeviceTimeout, $"{target.Label} did not answer in time.", error),
        SshConnectionException or SocketException or ObjectDisposedException or IOException => Lost(target, error),
        SshException => new ConnectionException(ErrorCode.PrerequisiteMissing, $"{target.Label} refuses: {Said(error)}", error),
        _ => Lost(target, error),
    };

    public static ConnectionException Lost(SshTarget target, Exception? error) => new(ErrorCode.ConnectionLost,
        $"{target.Label}: the connection was lost" + (error is null or ObjectDisposedException ? "." : $": {Said(error)}"), error);

    // A server's own words on why it disconnects may fill a packet.
    private static string Said(Exception error) => DeviceText.Show(error.Message);

    private static ConnectionException Unreachable(Exception error, SshTarget target) => new(ErrorCode.Unreachable,
        $"{target.Label} cannot be reached: {Said(error).TrimEnd('.')}. Check the address, the port and any firewall between.", error);

    private static ConnectionException Refused(Exception error, SshTarget target, Progress progress) => new(ErrorCode.AuthenticationFailed,
        $"{target.Label} refuses the login of user '{progress.Username}': {Said(error)} "
        + $"Tried: {(progress.Tried.Count == 0 ? "nothing that it allows" : string.Join(", ", progress.Tried))}.", error);

    private static ConnectionException Mismatch(Exception error, SshTarget target) => new(ErrorCode.AlgorithmMismatch,
        $"{target.Label}: {Said(error)}. "
        + (target.LegacyAlgorithms ? "Even the old algorithms do not help." : $"If the device knows only old ones, set its option {SshDeviceOptions.LegacyKey} to true."), error);
}
