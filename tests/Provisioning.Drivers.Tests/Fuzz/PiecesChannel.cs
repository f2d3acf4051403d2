using Microsoft.Extensions.Time.Testing;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Tests.Fuzz;

/// <summary>A device that says given pieces, whatever it is told, and then closes the channel or is silent while the clock runs on.</summary>
internal sealed class PiecesChannel(IEnumerable<byte[]> pieces, FakeTimeProvider clock, bool closes) : IDeviceChannel
{
    private readonly Queue<byte[]> _pieces = new(pieces);

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_pieces.TryDequeue(out var piece))
        {
            piece.CopyTo(buffer);
            return new(piece.Length);
        }

        return closes ? new(0) : SilentAsync(cancellationToken);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => default;

    public ValueTask DisposeAsync() => default;

    private async ValueTask<int> SilentAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromSeconds(5));
        }
    }
}
