using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Drivers;
using Provisioning.Drivers.Transports;

namespace Provisioning.TestKit.Faults;

/// <summary>A transport to a device that turns hostile once: from then on one channel says what the test wants. Other channels go on.</summary>
/// <param name="inner">Reaches the device.</param>
/// <param name="speech">What it says.</param>
/// <param name="trigger">What is written to the device at that moment, a pattern; null: what it says first of all.</param>
public sealed class HostileTransport(IDeviceTransport inner, HostileSpeech speech, string? trigger = null) : IDeviceTransport
{
    private int _turned;

    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken) =>
        new Connection(await inner.ConnectAsync(context, cancellationToken), this);

    private bool TurnsAt(string? written) =>
        (trigger is null || (written is not null && Regex.IsMatch(written, trigger))) && Interlocked.Exchange(ref _turned, 1) == 0;

    private sealed class Connection(IDeviceConnection inner, HostileTransport owner) : IDeviceConnection
    {
        public async Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken) =>
            new Channel(await inner.OpenShellAsync(size, cancellationToken), owner);

        public async Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken) =>
            new Channel(await inner.OpenSubsystemAsync(name, cancellationToken), owner);

        public Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken) =>
            inner.ExecuteAsync(command, input, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Channel(IDeviceChannel inner, HostileTransport owner) : IDeviceChannel
    {
        private bool _hostile = owner.TurnsAt(null);

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
            !_hostile ? inner.ReadAsync(buffer, cancellationToken)
            : owner.Speech.Say(buffer.Span) is var said && (said > 0 || owner.Speech.HangsUp) ? new(said)
            : inner.ReadAsync(buffer, cancellationToken);

        /// <summary>The device still does what it is told.</summary>
        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            _hostile |= owner.TurnsAt(Encoding.UTF8.GetString(bytes.Span));
            await inner.WriteAsync(bytes, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private HostileSpeech Speech => speech;
}
