using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Provisioning.Errors;

namespace Provisioning.Drivers.Http;

/// <summary>Turns what System.Net.Http throws, and statuses that end a session, into this library's errors.</summary>
internal static class HttpErrors
{
    /// <summary>An exception of a request that no token of ours has cancelled.</summary>
    public static Exception Of(Exception error, HttpTarget target, TimeSpan connect) => error switch
    {
        _ when Inner<ProvisioningException>(error) is { } known => known,
        OperationCanceledException when error.InnerException is TimeoutException => new ConnectionException(ErrorCode.Unreachable,
            $"{target.Label} does not answer within {connect.TotalSeconds:0.#} s. Check the address, the port and any firewall between.", error),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } => Unreachable(error, target),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Insecure(error, target),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError } =>
            new ConnectionException(ErrorCode.UnexpectedAnswer, $"{target.Label} does not answer as HTTP: {Innermost(error)} Check the port. {target.Service.Advice}", error),
        HttpRequestException or IOException or SocketException => Lost(error, target),
        _ => error,
    };

    public static ConnectionException Lost(Exception? error, HttpTarget target) => new(ErrorCode.ConnectionLost,
        $"{target.Label}: the connection was lost" + (error is null ? "." : $": {Innermost(error)}"), error);

    public static ConnectionException TimedOut(HttpTarget target, TimeSpan limit, Exception error) => new(ErrorCode.DeviceTimeout,
        $"{target.Label} gave no answer over {target.Service.Name} within {limit.TotalSeconds:0.#} s.", error);

    /// <summary>A status that no service of ours answers with; null for one that the caller is to read.</summary>
    public static ConnectionException? OfStatus(HttpStatusCode status, HttpTarget target, string user) => (int)status switch
    {
        401 => new(ErrorCode.AuthenticationFailed, $"{target.Label} refuses the login of user '{user}' over {target.Service.Name} (HTTP 401)."),
        403 => new(ErrorCode.PrerequisiteMissing, $"{target.Label} does not let user '{user}' use {target.Service.Name} (HTTP 403). Give the login the right to it."),
        404 or 405 => new(ErrorCode.PrerequisiteMissing, $"{target.Label} has no {target.Service.Name} at {target.Url.AbsolutePath} (HTTP {(int)status}). {target.Service.Advice}"),
        >= 300 and < 400 => new(ErrorCode.UnexpectedAnswer, $"{target.Label} sends elsewhere (HTTP {(int)status}), which is not followed. {target.Service.Advice}"),
        502 or 503 or 504 => new(ErrorCode.UnexpectedAnswer, $"{target.Label}: its web server runs, but {target.Service.Name} behind it does not answer (HTTP {(int)status}). Try again in a minute; then look at the device's log."),
        _ => null,
    };

    private static ConnectionException Unreachable(Exception error, HttpTarget target) => new(ErrorCode.Unreachable,
        $"{target.Label} cannot be reached: {Innermost(error)} Check the address, the port and any firewall between. {target.Service.Advice}", error);

    private static ConnectionException Insecure(Exception error, HttpTarget target) => Inner<IOException>(error) is not null || Inner<SocketException>(error) is not null
        ? Lost(error, target)
        : Inner<AuthenticationException>(error) is { InnerException: null } foreign
            ? new(ErrorCode.UnexpectedAnswer, $"{target.Label} does not speak TLS: {Innermost(foreign)} Check the port. {target.Service.Advice}", error)
            : new(ErrorCode.AlgorithmMismatch, $"{target.Label}: no TLS version or cipher suits both sides: {Innermost(error)}", error);

    private static T? Inner<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static string Innermost(Exception error) => DeviceText.Show(error.GetBaseException().Message.TrimEnd('.')) + ".";
}
