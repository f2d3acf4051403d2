using System.Xml;
using System.Xml.Linq;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Netconf;

/// <summary>
/// The NETCONF server of a simulated device, by RFC 6241 and 6242: hellos, framing, message ids, sessions, errors and the
/// device's faults. What the operations do is the personality's. The patterns of <see cref="LabFaults"/> are matched with an
/// operation's XML in one line; a refusal's message is the error's message or, when it begins with <c>&lt;</c>, the whole reply.
/// </summary>
internal sealed class LabNetconfServer(LabDevice device, string user, ILabNetconf netconf) : ILabProgram
{
    private static readonly XNamespace Base = LabRpcError.Base;

    public async Task<int> RunAsync(LabPipe pipe, CancellationToken cancellationToken)
    {
        using var session = netconf.Sessions.Open(user);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, session.Killed);
        var wire = new LabNetconfWire(pipe, netconf.DeclaresXml);
        try
        {
            await ServeAsync(wire, session, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (session.Killed.IsCancellationRequested)
        {
            // The channel ends with the program.
        }
        catch (Exception broken) when (broken is FormatException or XmlException)
        {
            // RFC 6242, section 4.2: the session must end, and how is not said.
            wire.Send(new XElement(Base + "rpc-reply", new LabRpcError("malformed-message", broken.Message) { Type = "rpc" }.ToXml()));
        }
        finally
        {
            netconf.Sessions.Close(session);
            netconf.Closed(session);
        }

        return 0;
    }

    private async Task ServeAsync(LabNetconfWire wire, LabNetconfSession session, CancellationToken cancellationToken)
    {
        wire.Send(Hello(session));
        if (await wire.ReceiveAsync(cancellationToken).ConfigureAwait(false) is not { } hello || !Agree(wire, XElement.Parse(hello)))
        {
            return;
        }

        while (await wire.ReceiveAsync(cancellationToken).ConfigureAwait(false) is { } text)
        {
            var rpc = XElement.Parse(text, LoadOptions.PreserveWhitespace);
            wire.Send(await ReplyAsync(session, rpc, cancellationToken).ConfigureAwait(false));
            if (rpc.Element(Base + "close-session") is not null)
            {
                return;
            }
        }
    }

    private XElement Hello(LabNetconfSession session)
    {
        string[] bases = netconf.KnowsBase11 ? ["urn:ietf:params:netconf:base:1.0", "urn:ietf:params:netconf:base:1.1"] : ["urn:ietf:params:netconf:base:1.0"];
        return new(
            Base + "hello",
            new XElement(Base + "capabilities", bases.Concat(netconf.Capabilities).Select(uri => new XElement(Base + "capability", uri))),
            new XElement(Base + "session-id", session.Id));
    }

    private bool Agree(LabNetconfWire wire, XElement hello)
    {
        bool Has(string capability) => hello.Descendants(Base + "capability").Any(element => element.Value.Trim() == capability);
        wire.Chunked = netconf.KnowsBase11 && Has("urn:ietf:params:netconf:base:1.1");
        return hello.Name == Base + "hello" && hello.Element(Base + "session-id") is null
            && (wire.Chunked || Has("urn:ietf:params:netconf:base:1.0"));
    }

    private async Task<XElement> ReplyAsync(LabNetconfSession session, XElement rpc, CancellationToken cancellationToken)
    {
        var operation = rpc.Elements().FirstOrDefault();
        var content = rpc.Name != Base + "rpc" || operation is null
            ? [new LabRpcError("unknown-element", "This is no rpc with an operation.") { Type = "rpc" }.ToXml()]
            : rpc.Attribute("message-id") is null
            ? [new LabRpcError("missing-attribute", "The rpc has no message-id.") { Type = "rpc", Info = [LabRpcError.Detail("bad-attribute", "message-id")] }.ToXml()]
            : await device.AnswerAsync(operation.ToString(SaveOptions.DisableFormatting), () => Run(session, operation), Refusal, cancellationToken).ConfigureAwait(false);
        return new(Base + "rpc-reply", rpc.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration), content);
    }

    private IReadOnlyList<XElement> Run(LabNetconfSession session, XElement operation)
    {
        try
        {
            return operation.Name == Base + "close-session" ? [new(Base + "ok")]
                : operation.Name == Base + "kill-session" ? Kill(session, operation)
                : netconf.Answer(session, operation);
        }
        catch (LabRpcError error)
        {
            return [error.ToXml()];
        }
    }

    // RFC 6241, section 7.9: its locks are released before the answer.
    private IReadOnlyList<XElement> Kill(LabNetconfSession session, XElement operation)
    {
        var id = operation.Element(Base + "session-id")?.Value ?? "";
        if (id == $"{session.Id}" || netconf.Sessions.Kill(id) is not { } killed)
        {
            throw new LabRpcError("invalid-value", $"There is no other session '{id}'.") { Type = "protocol" };
        }

        netconf.Closed(killed);
        return [new(Base + "ok")];
    }

    private static IReadOnlyList<XElement> Refusal(string message) => message.StartsWith('<')
        ? [.. XElement.Parse($"<reply xmlns=\"{Base}\">{message}</reply>").Elements()]
        : [new LabRpcError("operation-failed", message).ToXml()];
}
