namespace Provisioning.Drivers.Http;

/// <summary>A way to reach the HTTP services of devices: HTTPS on the network, or the Lab.</summary>
public interface IHttpTransport
{
    /// <summary>The per-device options it understands.</summary>
    IReadOnlyList<DeviceOption> Options { get; }

    /// <summary>
    /// Makes what sends a session's requests: one connection, kept open from request to request, that never sends a request a
    /// second time, follows no redirect and keeps no cookie. It connects at the first request.
    /// </summary>
    /// <param name="context">The device and its timeouts.</param>
    /// <exception cref="Errors.ValidationException">A per-device option has a value that cannot be used.</exception>
    HttpMessageHandler CreateHandler(DeviceContext context);
}
