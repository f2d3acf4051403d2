using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Drivers.Transports;

namespace Provisioning.TestKit.Faults;

/// <summary>A device turns hostile once: from then on one channel says what the test wants. Other channels go on.</summary>
/// <param name="speech">What it says.</param>
/// <param name="trigger">What is written to the device at that moment, a pattern; null: what it says first of all.</param>
public sealed class HostileTurn(HostileSpeech speech, string? trigger = null)
{
    private int _turned;

    /// <summary>Makes a channel one that may turn.</summary>
    public IDeviceChannel Wrap(IDeviceChannel channel) => new Channel(channel, this, speech);

    private bool TurnsAt(string? written) =>
        (trigger is null || (written is not null && Regex.IsMatch(written, trigger))) && Interlocked.Exchange(ref _turned, 1) == 0;

    private sealed class Channel(IDeviceChannel inner, HostileTurn turn, HostileSpeech speech) : IDeviceChannel
    {
        private bool _hostile = turn.TurnsAt(null);

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
            !_hostile ? inner.ReadAsync(buffer, cancellationToken)
            : speech.Say(buffer.Span) is var said && (said > 0 || speech.HangsUp) ? new(said)
            : inner.ReadAsync(buffer, cancellationToken);

        /// <summary>The device still does what it is told.</summary>
        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            _hostile |= turn.TurnsAt(Encoding.UTF8.GetString(bytes.Span));
            await inner.WriteAsync(bytes, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
