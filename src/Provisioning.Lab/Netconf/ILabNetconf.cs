using System.Xml.Linq;

namespace Provisioning.Lab.Netconf;

/// <summary>What a personality does over NETCONF. Every member may be called from any thread.</summary>
internal interface ILabNetconf
{
    /// <summary>The capabilities of its hello, the base ones aside.</summary>
    IReadOnlyList<string> Capabilities { get; }

    /// <summary>Whether it knows base:1.1, and with it chunks.</summary>
    bool KnowsBase11 { get; }

    /// <summary>Whether its messages begin with an XML declaration.</summary>
    bool DeclaresXml => true;

    /// <summary>Its sessions.</summary>
    LabNetconfSessions Sessions { get; }

    /// <summary>Answers an operation; <c>close-session</c> and <c>kill-session</c> never come here.</summary>
    /// <param name="session">Who asks.</param>
    /// <param name="operation">The operation's element.</param>
    /// <returns>The content of the <c>rpc-reply</c>.</returns>
    /// <exception cref="LabRpcError">The answer is an error.</exception>
    IReadOnlyList<XElement> Answer(LabNetconfSession session, XElement operation);

    /// <summary>A session has ended, however; may come twice.</summary>
    void Closed(LabNetconfSession session);
}
