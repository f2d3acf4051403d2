using System.Text;
using Provisioning.Drivers.Transports;

namespace Provisioning.TestKit.Conformance;

/// <summary>A channel that has something done around each write.</summary>
/// <param name="inner">Does the work.</param>
/// <param name="around">Gets what is written and the writing itself.</param>
public sealed class AroundWritesChannel(IDeviceChannel inner, Func<string, Func<Task>, Task> around) : IDeviceChannel
{
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => inner.ReadAsync(buffer, cancellationToken);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        new(around(Encoding.UTF8.GetString(bytes.Span), () => inner.WriteAsync(bytes, cancellationToken).AsTask()));

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
