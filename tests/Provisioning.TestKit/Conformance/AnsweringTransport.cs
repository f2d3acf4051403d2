using Provisioning.Drivers;
using Provisioning.Drivers.Transports;

namespace Provisioning.TestKit.Conformance;

/// <summary>A transport on which one command is not run: an answer comes in its place.</summary>
/// <param name="inner">Runs all others.</param>
/// <param name="part">What only that command holds.</param>
/// <param name="answer">Gives the answer, from the command and a way to run one.</param>
public sealed class AnsweringTransport(IDeviceTransport inner, string part, Func<string, Func<string, Task<ExecResult>>, Task<ExecResult>> answer) : IDeviceTransport
{
    private int _answered;

    /// <param name="inner">Runs all others.</param>
    /// <param name="part">What only that command holds.</param>
    /// <param name="answer">Its answer.</param>
    public AnsweringTransport(IDeviceTransport inner, string part, ExecResult answer)
        : this(inner, part, (_, _) => Task.FromResult(answer))
    {
    }

    /// <summary>How often the answer was given.</summary>
    public int Answered => Volatile.Read(ref _answered);

    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public async Task<IDeviceConnection> ConnectAsync(DeviceContext context, CancellationToken cancellationToken) =>
        new Connection(await inner.ConnectAsync(context, cancellationToken), this);

    private Task<ExecResult> AnswerAsync(string command, Func<string, Task<ExecResult>> run)
    {
        if (!command.Contains(part, StringComparison.Ordinal))
        {
            return run(command);
        }

        Interlocked.Increment(ref _answered);
        return answer(command, run);
    }

    private sealed class Connection(IDeviceConnection inner, AnsweringTransport owner) : IDeviceConnection
    {
        public Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken) => inner.OpenShellAsync(size, cancellationToken);

        public Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken) => inner.OpenSubsystemAsync(name, cancellationToken);

        public Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken) =>
            owner.AnswerAsync(command, one => inner.ExecuteAsync(one, input, cancellationToken));

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
