using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Provisioning.Drivers.Netconf;

/// <summary>XML as NETCONF carries it.</summary>
public static class NetconfXml
{
    private static readonly XmlWriterSettings Writing = new()
    {
        Encoding = new UTF8Encoding(false),
        NewLineHandling = NewLineHandling.Entitize,
    };

    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
    };

    /// <summary>The namespace of NETCONF's own messages and operations (RFC 6241).</summary>
    public static XNamespace Base { get; } = "urn:ietf:params:xml:ns:netconf:base:1.0";

    /// <summary>Parses a text. Document types are refused; white space is kept.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="XmlException">It is not well-formed; the exception has line and column.</exception>
    public static XElement Parse(string text)
    {
        using var source = new StringReader(text);
        return Parse(reader => XmlReader.Create(source, reader));
    }

    internal static XElement Parse(byte[] message)
    {
        using var source = new MemoryStream(message);
        return Parse(reader => XmlReader.Create(source, reader));
    }

    internal static byte[] Encode(XElement message)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Writing))
        {
            message.Save(writer);
        }

        return bytes.ToArray();
    }

    private static XElement Parse(Func<XmlReaderSettings, XmlReader> open)
    {
        using var reader = open(Reading);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo).Root!;
    }
}
