namespace Provisioning.Drivers.Transports;

/// <summary>A way to reach devices: SSH, or the Lab.</summary>
public interface IDeviceTransport
{
    /// <summary>The per-device options it understands.</summary>
    IReadOnlyList<DeviceOption> Options { get; }

    /// <summary>Connects and logs in.</summary>
    /// <param name="context">The device, its credential and timeouts.</param>
    /// <param name="cancellationToken">Gives up; nothing is left open then.</param>
    /// <exception cref="Errors.ConnectionException">The device cannot be reached, trusted or logged in to.</exception>
    Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken);
}
