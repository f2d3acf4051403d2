using System.Text;
using Provisioning.Diffs;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Cli;

/// <summary>
/// A dialogue with a command line: types lines ahead in a window and pairs each with its answer by the echo behind the
/// prompt, so that output which looks like a prompt is not taken for one. Free of sockets; not for concurrent use.
/// </summary>
/// <param name="channel">The device's terminal, closed with the dialogue.</param>
/// <param name="profile">The platform.</param>
/// <param name="context">The run.</param>
/// <remarks>
/// Every method throws <see cref="ConnectionException"/> when the device closes the session, is silent for longer than
/// <see cref="DeviceContext.Timeouts"/> allow, or says what cannot be read; the dialogue is over then.
/// </remarks>
public sealed class CliSession(IDeviceChannel channel, CliProfile profile, DeviceContext context) : IAsyncDisposable
{
    private const int MostBytes = 64 << 20;
    private readonly byte[] _buffer = new byte[32 * 1024];
    private readonly TerminalLines _terminal = new();
    private readonly Queue<string> _lines = new();
    private readonly CliWindow _window = new(profile, TypeAheadOption.Allows(context.Device, profile));
    private string? _host;
    private string _head = "";
    private string _lastLine = "";
    private long _received;
    private bool _broken;

    /// <summary>The platform.</summary>
    public CliProfile Profile => profile;

    /// <summary>The last prompt seen; one of two lines has a line feed in it.</summary>
    public string Prompt { get; private set; } = "";

    /// <summary>Waits for the first prompt, past whatever banner there is.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitForPromptAsync(CancellationToken cancellationToken) =>
        GuardAsync("the first prompt", async () =>
        {
            if (profile.FirstLine is { } first)
            {
                // A line that draws itself may have anything below the prompt.
                await ReadUntilAsync(() => IsPrompt(_terminal.Current), IsPrompt, cancellationToken).ConfigureAwait(false);
                await WriteAsync(first + "\n", context.Timeouts.Connect, cancellationToken).ConfigureAwait(false);
                await ReadUntilAsync(() => false, line => line.Contains(first, StringComparison.Ordinal), cancellationToken).ConfigureAwait(false);
            }

            await ReadUntilAsync(() => IsPrompt(_terminal.Current), _ => false, cancellationToken).ConfigureAwait(false);
            return Prompt = Whole(_terminal.Current);
        });

    /// <summary>Types one line and reads its answer, up to the next prompt.</summary>
    /// <param name="text">The line, without a line end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="questions">Questions that the device may ask before it answers.</param>
    public Task<CliReply> SendAsync(string text, CancellationToken cancellationToken, params CliQuestion[] questions) =>
        SendOneAsync(text, context.Timeouts.Command, questions, cancellationToken);

    /// <summary>As <see cref="SendAsync"/>, for what may take as long as a commit and may change the host name.</summary>
    /// <param name="text">The line, without a line end.</param>
    /// <param name="cancellationToken">Gives up waiting; what was typed goes on.</param>
    /// <param name="questions">Questions that the device may ask before it answers.</param>
    public Task<CliReply> SendCommitAsync(string text, CancellationToken cancellationToken, params CliQuestion[] questions)
    {
        _host = null;
        return SendOneAsync(text, context.Timeouts.Commit, questions, cancellationToken);
    }

    /// <summary>
    /// Types a line whose output may hold anything, lines like a prompt included, and behind it a comment that the output
    /// cannot hold: the output ends where that is echoed. Whether the device takes the comment does not matter.
    /// </summary>
    /// <param name="text">The line, without a line end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CliReply> ReadAnyAsync(string text, CancellationToken cancellationToken)
    {
        var replies = await SendAllAsync([new(text), new($"{profile.Comment} prv-{context.RunId}")], cancellationToken).ConfigureAwait(false);
        return replies[0];
    }

    /// <summary>
    /// Types many lines, as far ahead as the window allows, and gives the answer to each. Behind one that is refused no more
    /// are typed; those already under way may still run, and only the answers that came are given.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <param name="cancellationToken">Gives up; lines under way may still run.</param>
    public Task<IReadOnlyList<CliReply>> SendAllAsync(IReadOnlyList<CliLine> lines, CancellationToken cancellationToken) =>
        GuardAsync("the answers", () => ExchangeAsync(lines, context.Timeouts.Command, [], cancellationToken));

    /// <summary>Closes the channel.</summary>
    public async ValueTask DisposeAsync()
    {
        _broken = true;
        await channel.DisposeAsync().ConfigureAwait(false);
    }

    private Task<CliReply> SendOneAsync(string text, TimeSpan timeout, CliQuestion[] questions, CancellationToken cancellationToken) =>
        GuardAsync($"the answer to '{text}'", async () =>
        {
            var replies = await ExchangeAsync([new(text)], timeout, questions, cancellationToken).ConfigureAwait(false);
            return replies[0];
        });

    /// <summary>Reads until the unfinished line is as wanted, or one that was finished on the way.</summary>
    private async Task ReadUntilAsync(Func<bool> isReached, Predicate<string> isIt, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_lines.TryDequeue(out var line))
            {
                _head = IsHead(line) ? line : "";
                if (isIt(line))
                {
                    return;
                }
            }

            if (isReached())
            {
                return;
            }

            if (!await ReadAsync(context.Timeouts.Connect, cancellationToken).ConfigureAwait(false))
            {
                throw Closed();
            }
        }
    }

    private bool IsPrompt(string line) => profile.Prompt.Match(line) is { Success: true } match && match.Length == line.Length;

    private bool IsHead(string line) => profile.PromptHead?.IsMatch(line) == true;

    private string Whole(string prompt) => _head.Length == 0 ? prompt : $"{_head}\n{prompt}";

    private async Task<IReadOnlyList<CliReply>> ExchangeAsync(
        IReadOnlyList<CliLine> lines, TimeSpan timeout, CliQuestion[] questions, CancellationToken cancellationToken)
    {
        var exchange = new CliExchange(lines, profile, _window, _host, _head);
        while (true)
        {
            await WriteAsync(exchange.NextBatch(_terminal.Current), timeout, cancellationToken).ConfigureAwait(false);
            if (!await ReadOrProbeAsync(exchange, timeout, cancellationToken).ConfigureAwait(false))
            {
                // The lines behind a refused one may have logged out; the refusal is what went wrong.
                return exchange.Rejected ? exchange.Replies : throw Closed();
            }

            while (_lines.TryDequeue(out var line))
            {
                exchange.Take(line);
            }

            if (exchange.TryFinish(_terminal.Current))
            {
                _head = exchange.LastHead;
                Prompt = Whole(exchange.LastPrompt);
                _host = profile.Prompt.Match(exchange.LastPrompt).Groups["host"].Value;
                return exchange.Replies;
            }

            await AnswerAsync(questions, timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    // A quarter of the time that an answer may take is long enough to tell that a device at its prompt has nothing to say.
    private async Task<bool> ReadOrProbeAsync(CliExchange exchange, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (exchange.Outstanding == 0)
        {
            return await ReadAsync(timeout, cancellationToken).ConfigureAwait(false);
        }

        var began = context.TimeProvider.GetTimestamp();
        try
        {
            return await ReadAsync(timeout / 4, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            if (exchange.Probe(_terminal.Current, $"{profile.Comment} prv-{context.RunId}-lost") is { } probe)
            {
                await WriteAsync(probe, timeout, cancellationToken).ConfigureAwait(false);
            }
        }

        var left = timeout - context.TimeProvider.GetElapsedTime(began);
        try
        {
            return await ReadAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw Silent(timeout);
        }
    }

    private async Task AnswerAsync(CliQuestion[] questions, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var current = _terminal.Current;
        if (current.Length == 0)
        {
            return;
        }

        if (questions.Concat(profile.Questions).FirstOrDefault(question => question.Pattern.IsMatch(current)) is { } asked)
        {
            // Ends the question's line, so that it is not answered twice.
            _terminal.Feed("\r\x1b[K"u8, _lines.Enqueue);
            await WriteAsync(asked.Enter ? asked.Answer + "\n" : asked.Answer, timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    // A device that no longer reads blocks a write for as long as it likes.
    private async Task WriteAsync(string text, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (text.Length > 0)
        {
            await WithinAsync(timeout, token => channel.WriteAsync(Encoding.UTF8.GetBytes(text), token).AsTask(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes what the device sends next; false when it has closed the session.</summary>
    private async Task<bool> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var count = 0;
        await WithinAsync(timeout, async token => count = await channel.ReadAsync(_buffer, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if ((_received += count) > MostBytes)
        {
            throw new InvalidDataException($"an answer of more than {MostBytes >> 20} MiB; gave up.");
        }

        _terminal.Feed(_buffer.AsSpan(0, count), line => _lines.Enqueue(_lastLine = line));
        return count > 0;
    }

    private async Task WithinAsync(TimeSpan timeout, Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await action(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Silent(timeout);
        }
    }

    private static TimeoutException Silent(TimeSpan time) => new($"{time.TotalSeconds:0} s");

    private ConnectionException Closed() =>
        new(ErrorCode.ConnectionLost, $"'{context.Device.Name}' closed the session. Its last line was: '{LastSeen()}'");

    /// <summary>After a failure nobody knows where the dialogue is, so the session ends with it.</summary>
    private async Task<T> GuardAsync<T>(string awaited, Func<Task<T>> dialogue)
    {
        if (_broken)
        {
            throw new ConnectionException(ErrorCode.ConnectionLost, $"The session on '{context.Device.Name}' ended earlier in this run.");
        }

        _broken = true;
        _received = 0;
        try
        {
            var result = await dialogue().ConfigureAwait(false);
            _broken = false;
            return result;
        }
        catch (TimeoutException exception)
        {
            throw new ConnectionException(ErrorCode.DeviceTimeout, $"'{context.Device.Name}' was silent for {exception.Message} where {awaited} should come. Its last line was: '{LastSeen()}'", exception);
        }
        catch (InvalidDataException exception)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{context.Device.Name}': {exception.Message}", exception);
        }
    }

    private string LastSeen() =>
        TerminalText.Escape(context.Secrets.Mask(_terminal.Current.Length > 0 ? _terminal.Current : _lastLine));
}
