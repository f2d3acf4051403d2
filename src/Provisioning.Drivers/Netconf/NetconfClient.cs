using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Netconf;

/// <summary>
/// A NETCONF session (RFC 6241 over RFC 6242's framing), free of sockets. Not for concurrent use. What leaves the dialogue in
/// an unknown place (a timeout, a cancellation, an answer that is no NETCONF) ends the session.
/// </summary>
public sealed class NetconfClient : IAsyncDisposable
{
    private const int MaxMessage = 64 * 1024 * 1024;
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    private readonly IDeviceChannel _channel;
    private readonly DeviceContext _context;
    private readonly NetconfFrames _frames = new(MaxMessage);
    private readonly byte[] _buffer = new byte[32 * 1024];
    private long _messageId;
    private bool _heard;
    private bool _over;

    private NetconfClient(IDeviceChannel channel, DeviceContext context) => (_channel, _context) = (channel, context);

    /// <summary>What the server said that it can do.</summary>
    public NetconfCapabilities Capabilities { get; private set; } = new([]);

    /// <summary>The session's number on the server.</summary>
    public string SessionId { get; private set; } = "";

    /// <summary>Whether messages go in chunks (base:1.1).</summary>
    public bool IsChunked => _frames.Chunked;

    /// <summary>Whether the session has ended: nothing can be sent any more.</summary>
    public bool IsOver => _over;

    /// <summary>Whether an answer was waited for in vain: what was sent may still be on its way to the server.</summary>
    public bool WasGivenUp { get; private set; }

    private string Name => _context.Device.Name;

    /// <summary>Exchanges hellos, and takes over the channel.</summary>
    /// <param name="channel">The subsystem's channel.</param>
    /// <param name="context">The run.</param>
    /// <param name="cancellationToken">Gives up and closes the channel.</param>
    /// <exception cref="ConnectionException">What answers is no NETCONF server.</exception>
    public static async Task<NetconfClient> OpenAsync(IDeviceChannel channel, DeviceContext context, CancellationToken cancellationToken)
    {
        var client = new NetconfClient(channel, context);
        await client.GuardAsync(client.GreetAsync, "hello", context.Timeouts.Command, cancellationToken).ConfigureAwait(false);
        return client;
    }

    /// <summary>Sends an operation and waits for its reply.</summary>
    /// <param name="operation">The operation's element.</param>
    /// <param name="timeout">How long the reply may take; the session is over after that.</param>
    /// <param name="cancellationToken">Gives up; the session is over.</param>
    /// <returns>The <c>rpc-reply</c>; it may hold warnings.</returns>
    /// <exception cref="NetconfRpcException">The server answered with an error.</exception>
    /// <exception cref="ConnectionException">No answer, or none that is NETCONF.</exception>
    public async Task<XElement> SendAsync(XElement operation, TimeSpan timeout, CancellationToken cancellationToken) =>
        (await SendAllAsync([operation], timeout, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Sends operations that do not depend on each other's success at once, and waits for all replies.</summary>
    /// <param name="operations">The operations' elements.</param>
    /// <param name="timeout">How long all replies may take; the session is over after that.</param>
    /// <param name="cancellationToken">Gives up; the session is over.</param>
    /// <returns>The replies, in order.</returns>
    /// <exception cref="NetconfRpcException">The server answered one with an error; the first one. All were run.</exception>
    /// <exception cref="ConnectionException">No answer, or none that is NETCONF.</exception>
    public async Task<IReadOnlyList<XElement>> SendAllAsync(
        IReadOnlyList<XElement> operations, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var replies = await ExchangeAsync(operations, timeout, cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < replies.Count; index++)
        {
            ThrowIfFailed(operations[index], replies[index]);
        }

        return [.. replies.Select(reply => reply.Element)];
    }

    /// <summary>As <see cref="SendAllAsync"/>, with errors as part of the replies.</summary>
    /// <param name="operations">The operations' elements.</param>
    /// <param name="timeout">How long all replies may take; the session is over after that.</param>
    /// <param name="cancellationToken">Gives up; the session is over.</param>
    /// <returns>The replies, in order.</returns>
    /// <exception cref="ConnectionException">No answer, or none that is NETCONF.</exception>
    public async Task<IReadOnlyList<NetconfReply>> ExchangeAsync(
        IReadOnlyList<XElement> operations, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_over)
        {
            throw Lost(null);
        }

        var names = string.Join(", ", operations.Select(operation => operation.Name.LocalName).Distinct());
        var first = _messageId + 1;
        var bytes = Frame(operations);
        var replies = new List<NetconfReply>();
        await GuardAsync(
            async token =>
            {
                await _channel.WriteAsync(bytes, token).ConfigureAwait(false);
                while (replies.Count < operations.Count)
                {
                    replies.Add(await ReadReplyAsync(first + replies.Count, token).ConfigureAwait(false));
                }
            },
            names, timeout, cancellationToken).ConfigureAwait(false);
        return replies;
    }

    /// <summary>Throws what the errors of a reply say.</summary>
    /// <param name="operation">What was asked.</param>
    /// <param name="reply">The reply.</param>
    /// <exception cref="NetconfRpcException">The reply has errors.</exception>
    public void ThrowIfFailed(XElement operation, NetconfReply reply)
    {
        var errors = reply.Errors;
        if (errors.Count > 0)
        {
            var name = operation.Name.LocalName;
            throw new NetconfRpcException(name, errors, $"'{Name}' answered <{name}> with '{Masked(string.Join("; ", errors))}'.");
        }
    }

    /// <summary>Says goodbye without waiting for the answer, and closes the channel. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_over)
            {
                using var soon = new CancellationTokenSource(Goodbye, _context.TimeProvider);
                await _channel.WriteAsync(Frame([new(NetconfXml.Base + "close-session")]), soon.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is ProvisioningException or OperationCanceledException)
        {
            // A session that cannot be closed is gone, or goes with its channel.
        }

        await CloseAsync().ConfigureAwait(false);
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        var hello = new XElement(NetconfXml.Base + "hello", new XElement(
            NetconfXml.Base + "capabilities",
            new XElement(NetconfXml.Base + "capability", "urn:ietf:params:netconf:base:1.0"),
            new XElement(NetconfXml.Base + "capability", "urn:ietf:params:netconf:base:1.1")));
        await _channel.WriteAsync(_frames.Frame(NetconfXml.Encode(hello)), cancellationToken).ConfigureAwait(false);
        var answer = await ReadMessageAsync(cancellationToken).ConfigureAwait(false);
        Capabilities = new(answer.Descendants().Where(element => element.Name.LocalName == "capability").Select(element => element.Value));
        SessionId = answer.Elements().FirstOrDefault(element => element.Name.LocalName == "session-id")?.Value.Trim() ?? "";
        _frames.Chunked = Capabilities.Has(":base:1.1");
        if (answer.Name.LocalName != "hello" || SessionId.Length == 0 || !(IsChunked || Capabilities.Has(":base:1.0")))
        {
            throw new FormatException($"In place of a hello with a session-id and a base capability came '{Shorten(answer.ToString())}'.");
        }
    }

    private byte[] Frame(IEnumerable<XElement> operations)
    {
        try
        {
            return [.. operations.SelectMany(operation => _frames.Frame(NetconfXml.Encode(new XElement(
                NetconfXml.Base + "rpc", new XAttribute("message-id", ++_messageId), new XElement(operation)))))];
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new IntendedConfigException(ErrorCode.IntendedConfigUnsendable, $"What is to be sent to '{Name}' cannot be sent over NETCONF: {Masked(exception.Message)}", exception);
        }
    }

    private async Task<NetconfReply> ReadReplyAsync(long messageId, CancellationToken cancellationToken)
    {
        XElement message;
        do
        {
            message = await ReadMessageAsync(cancellationToken).ConfigureAwait(false);
        }
        while (message.Name.LocalName == "notification");

        // A server that could not read the request's message-id leaves it out of the error.
        var reply = new NetconfReply(message);
        var id = message.Attribute("message-id")?.Value;
        var isOurs = id == messageId.ToString(CultureInfo.InvariantCulture) || (id is null && reply.Errors.Count > 0);
        return isOurs && message.Name == NetconfXml.Base + "rpc-reply"
            ? reply
            : throw new FormatException($"In place of the rpc-reply {messageId} came '{Shorten(message.ToString())}'.");
    }

    private async Task<XElement> ReadMessageAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // A server that floods never makes a read wait.
            cancellationToken.ThrowIfCancellationRequested();
            if (_frames.TakeMessage() is { } message)
            {
                return NetconfXml.Parse(message);
            }

            var count = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                throw Lost(_frames.IsEmpty ? null : "in the middle of a message");
            }

            _frames.Append(_buffer.AsSpan(0, count));
        }
    }

    /// <summary>
    /// Reads; while the first reply is not there, wakes a server that sleeps on the first request. yuma123 2.13 puts aside what
    /// arrives together with the hello, and looks at it when more arrives on that session (agt_ncxserver.c).
    /// </summary>
    private async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        if (_messageId == 0 || _heard)
        {
            return await _channel.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
        }

        _heard = true;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var silence = Task.Delay(Silence, _context.TimeProvider, stop.Token);
        var reading = _channel.ReadAsync(_buffer, cancellationToken).AsTask();
        if (await Task.WhenAny(reading, silence).ConfigureAwait(false) == silence && silence.IsCompletedSuccessfully)
        {
            await _channel.WriteAsync(_frames.Begin(), cancellationToken).ConfigureAwait(false);
        }

        await stop.CancelAsync().ConfigureAwait(false);
        return await reading.ConfigureAwait(false);
    }

    private async Task GuardAsync(Func<CancellationToken, Task> exchange, string what, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, _context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await exchange(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
        {
            WasGivenUp = true;
            await CloseAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new ConnectionException(ErrorCode.DeviceTimeout, $"'{Name}' did not answer <{what}> within {timeout.TotalSeconds:0.#} s; the session was closed.", exception);
        }
        catch (Exception exception) when (exception is FormatException or XmlException)
        {
            await CloseAsync().ConfigureAwait(false);
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"What '{Name}' answers to <{what}> cannot be read as NETCONF: {Masked(exception.Message)}", exception);
        }
        catch
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task CloseAsync()
    {
        _over = true;
        await _channel.DisposeAsync().ConfigureAwait(false);
    }

    private ConnectionException Lost(string? where) => new(ErrorCode.ConnectionLost, $"The NETCONF session with '{Name}' has ended{(where is null ? "" : " " + where)}.");

    private string Masked(string text) => _context.Quote(text);

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200] + "...";
}
