using System.Xml.Linq;
using Provisioning.Drivers.Netconf;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>Requests and replies of one session.</summary>
internal sealed class JunosDialogue(NetconfClient client, DeviceContext context)
{
    /// <summary>What tells of the device's commits; may go with other requests, in one round trip.</summary>
    public static IReadOnlyList<XElement> StateRequests { get; } = [JunosOperations.History, JunosOperations.Uptime];

    /// <summary>Sends requests that do not depend on each other's success.</summary>
    /// <exception cref="ConnectionException">No answer, or none that is NETCONF; whatever was sent may have been done.</exception>
    public Task<IReadOnlyList<NetconfReply>> AskAllAsync(IReadOnlyList<XElement> requests, TimeSpan timeout, CancellationToken cancellationToken) =>
        client.ExchangeAsync(requests, timeout, cancellationToken);

    /// <summary>Sends a request.</summary>
    /// <exception cref="ConnectionException">As for <see cref="AskAllAsync"/>.</exception>
    public async Task<NetconfReply> AskAsync(XElement request, TimeSpan timeout, CancellationToken cancellationToken) =>
        (await AskAllAsync([request], timeout, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Asks for something to read.</summary>
    /// <exception cref="ConnectionException">The device refuses, or answers with something else.</exception>
    public async Task<T> ReadAsync<T>(XElement request, Func<XElement, T> read, CancellationToken cancellationToken) =>
        Read(await AskAsync(request, context.Timeouts.Command, cancellationToken).ConfigureAwait(false), request, read);

    /// <summary>Reads the commit history and the device's clock.</summary>
    /// <exception cref="ConnectionException">The device refuses to tell, or answers with something else.</exception>
    public async Task<JunosState> StateAsync(CancellationToken cancellationToken) =>
        State(await AskAllAsync(StateRequests, context.Timeouts.Command, cancellationToken).ConfigureAwait(false));

    /// <summary>Understands the replies to <see cref="StateRequests"/>.</summary>
    /// <exception cref="ConnectionException">As for <see cref="StateAsync"/>.</exception>
    public JunosState State(IReadOnlyList<NetconfReply> replies) => new(
        Read(replies[0], StateRequests[0], JuniperJunosOutput.History),
        Read(replies[1], StateRequests[1], JuniperJunosOutput.Now));

    private T Read<T>(NetconfReply reply, XElement request, Func<XElement, T> read)
    {
        try
        {
            return reply.Errors.Count == 0 ? read(reply.Element) : throw new FormatException(JuniperJunosOutput.Said(reply));
        }
        catch (FormatException exception)
        {
            throw new ConnectionException(
                ErrorCode.UnexpectedAnswer,
                $"'{context.Device.Name}' answered <{request.Name.LocalName}> with '{context.Quote(exception.Message)}'.",
                exception);
        }
    }
}
