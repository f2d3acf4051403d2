using System.Xml.Linq;
using Provisioning.Lab.Netconf;

namespace Provisioning.Lab.Platforms.JuniperJunos;

/// <summary>The NETCONF side of a simulated Junos device.</summary>
internal sealed class JunosNetconf(JunosDevice device) : ILabNetconf
{
    private readonly Dictionary<int, JunosRequests> _open = [];

    // ncclient 0.6.13 reads the replies of Junos as text, which its XML library does only where they declare no encoding.
    public bool DeclaresXml => false;

    // As recorded on Junos 12 to 21, where the base is 1.0 only.
    public IReadOnlyList<string> Capabilities { get; } =
    [
        "urn:ietf:params:netconf:capability:candidate:1.0",
        "urn:ietf:params:netconf:capability:confirmed-commit:1.0",
        "urn:ietf:params:netconf:capability:validate:1.0",
        "urn:ietf:params:netconf:capability:url:1.0?scheme=http,ftp,file",
        "urn:ietf:params:xml:ns:netconf:base:1.0",
        "urn:ietf:params:xml:ns:netconf:capability:candidate:1.0",
        "urn:ietf:params:xml:ns:netconf:capability:confirmed-commit:1.0",
        "urn:ietf:params:xml:ns:netconf:capability:validate:1.0",
        "http://xml.juniper.net/netconf/junos/1.0",
        "http://xml.juniper.net/dmi/system/1.0",
    ];

    public bool KnowsBase11 => false;

    public LabNetconfSessions Sessions { get; } = new();

    public IReadOnlyList<XElement> Answer(LabNetconfSession session, XElement operation)
    {
        JunosRequests? requests;
        lock (_open)
        {
            if (!_open.TryGetValue(session.Id, out requests))
            {
                _open[session.Id] = requests = new(device, device.Open(session.User, "netconf"));
            }
        }

        return requests.Answer(operation);
    }

    public void Closed(LabNetconfSession session)
    {
        JunosRequests? requests;
        lock (_open)
        {
            _open.Remove(session.Id, out requests);
        }

        requests?.Close();
    }
}
