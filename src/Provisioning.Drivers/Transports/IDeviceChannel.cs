namespace Provisioning.Drivers.Transports;

/// <summary>The bytes of an interactive shell or a subsystem. One reader and one writer at a time.</summary>
public interface IDeviceChannel : IAsyncDisposable
{
    /// <summary>Waits for bytes from the device.</summary>
    /// <param name="buffer">Where to put them.</param>
    /// <param name="cancellationToken">Stops waiting; no bytes are lost.</param>
    /// <returns>How many bytes came; 0 when the device has closed the channel.</returns>
    /// <exception cref="Errors.ConnectionException">The connection is lost.</exception>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Sends bytes to the device.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.ConnectionException">The connection is lost.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);
}
