using System.Text;
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
/// <see cref="DeviceContext.Timeouts"/> allow, says what cannot be read, or does not come to an end; the dialogue is over then.
/// </remarks>
public sealed class CliSession(IDeviceChannel channel, CliProfile profile, DeviceContext context) : IAsyncDisposable
{
    private readonly byte[] _buffer = new byte[32 * 1024];
    private readonly Deadline _deadline = new(context.TimeProvider);
    private readonly AnswerLimits _limits = new(context.TimeProvider);
    private readonly TerminalLines _terminal = new();
    private readonly Queue<string> _lines = new();
    private readonly CliWindow _window = new(profile, TypeAheadOption.Allows(context.Device, profile));
    private readonly CliPrompts _prompts = new(profile, host: null);
    private readonly CliQuestion[] _questions = [.. profile.Questions];
    private Func<CancellationToken, ValueTask<int>>? _read;
    private Action<string>? _take;
    private string? _host;
    private string _head = "";
    private string _lastLine = "";
    private bool _broken;

    /// <summary>The platform.</summary>
    public CliProfile Profile => profile;

    /// <summary>The last prompt seen; one of two lines has a line feed in it.</summary>
    public string Prompt { get; private set; } = "";

    /// <summary>Waits for the first prompt, past whatever banner there is.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WaitForPromptAsync(CancellationToken cancellationToken) =>
        GuardAsync($"the first prompt of platform '{context.Device.Platform}'", async () =>
        {
            if (profile.FirstLine is { } first)
            {
                // A line that draws itself may have anything below the prompt.
                await ReadUntilAsync(() => _prompts.IsPrompt(_terminal.Current), IsPrompt, cancellationToken).ConfigureAwait(false);
                await WriteAsync(first + "\n", context.Timeouts.Connect, cancellationToken).ConfigureAwait(false);
                await ReadUntilAsync(() => false, line => line.Contains(first, StringComparison.Ordinal), cancellationToken).ConfigureAwait(false);
            }

            await ReadUntilAsync(() => _prompts.IsPrompt(_terminal.Current), _ => false, cancellationToken).ConfigureAwait(false);
            return Prompt = Whole(_terminal.Current.ToString());
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
    /// are typed; those already under way may still run, and only the answers that came are given. A line with a comment behind
    /// it may answer with any text, so it never counts as refused: leave comments of a config out.
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
        _deadline.Dispose();
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
                _head = _prompts.IsHead(line) ? line : "";
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

    private bool IsPrompt(string line) => _prompts.IsPrompt(line);

    private string Whole(string prompt) => _head.Length == 0 ? prompt : $"{_head}\n{prompt}";

    private async Task<IReadOnlyList<CliReply>> ExchangeAsync(
        IReadOnlyList<CliLine> lines, TimeSpan timeout, CliQuestion[] questions, CancellationToken cancellationToken)
    {
        var exchange = new CliExchange(lines, profile, _window, _limits, (_host, _head));
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

            _limits.Reach(exchange.Echoed);

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
        if (!exchange.IsUnderWay)
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
        if ((Asked(questions) ?? Asked(_questions)) is { } asked)
        {
            // Ends the question's line, so that it is not answered twice.
            _terminal.Feed("\r\x1b[K"u8, _lines.Enqueue);
            await WriteAsync(asked.Enter ? asked.Answer + "\n" : asked.Answer, timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    private CliQuestion? Asked(CliQuestion[] questions)
    {
        foreach (var question in CliPrompts.IsQuestion(_terminal.Current) ? questions : [])
        {
            if (question.Pattern.IsMatch(_terminal.Current))
            {
                return question;
            }
        }

        return null;
    }

    private Task WriteAsync(string text, TimeSpan timeout, CancellationToken cancellationToken) =>
        text.Length == 0 ? Task.CompletedTask : TypeAsync(Encoding.UTF8.GetBytes(text), timeout, cancellationToken);

    // A device that no longer reads blocks a write for as long as it likes.
    private async Task TypeAsync(byte[] bytes, TimeSpan timeout, CancellationToken cancellationToken) =>
        await _deadline.WithinAsync(
            timeout,
            async token =>
            {
                await channel.WriteAsync(bytes, token).ConfigureAwait(false);
                return bytes.Length;
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Takes what the device sends next; false when it has closed the session.</summary>
    private async Task<bool> ReadAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var count = await _deadline.WithinAsync(timeout, _read ??= token => channel.ReadAsync(_buffer, token), cancellationToken).ConfigureAwait(false);
        _limits.Take(count, timeout);
        _terminal.Feed(_buffer.AsSpan(0, count), _take ??= line => _lines.Enqueue(_lastLine = line));
        return count > 0;
    }

    private static TimeoutException Silent(TimeSpan time) => new($"silent for {time.TotalSeconds:0} s");

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
        _limits.Begin();
        try
        {
            var result = await dialogue().ConfigureAwait(false);
            _broken = false;
            return result;
        }
        catch (TimeoutException exception)
        {
            throw new ConnectionException(ErrorCode.DeviceTimeout, $"'{context.Device.Name}' was {exception.Message} where {awaited} should come. Its last line was: '{LastSeen()}'", exception);
        }
        catch (InvalidDataException exception)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{context.Device.Name}': {exception.Message}", exception);
        }
    }

    private string LastSeen() =>
        context.Quote(_terminal.Current.IsEmpty ? _lastLine : _terminal.Current.ToString());
}
