using Provisioning.Drivers;
using Provisioning.Drivers.Transports;

namespace Provisioning.TestKit.Conformance;

/// <summary>A transport on which one command is not run: a given answer comes in its place.</summary>
/// <param name="inner">Runs all others.</param>
/// <param name="part">What only that command holds.</param>
/// <param name="answer">Its answer.</param>
public sealed class AnsweringTransport(IDeviceTransport inner, string part, ExecResult answer) : IDeviceTransport
{
    private int _answered;

    /// <summary>How often the answer was given.</summary>
    public int Answered => Volatile.Read(ref _answered);

    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken) =>
        new Connection(await inner.ConnectAsync(context, cancellationToken), this);

    private ExecResult? AnswerTo(string command)
    {
        if (!command.Contains(part, StringComparison.Ordinal))
        {
            return null;
        }

        Interlocked.Increment(ref _answered);
        return answer;
    }

    private sealed class Connection(IDeviceConnection inner, AnsweringTransport owner) : IDeviceConnection
    {
        public Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken) => inner.OpenShellAsync(size, cancellationToken);

        public Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken) => inner.OpenSubsystemAsync(name, cancellationToken);

        public Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken) =>
            owner.AnswerTo(command) is { } given ? Task.FromResult(given) : inner.ExecuteAsync(command, input, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
