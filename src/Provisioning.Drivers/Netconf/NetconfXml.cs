using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Provisioning.Drivers.Netconf;

/// <summary>XML as NETCONF carries it.</summary>
public static class NetconfXml
{
    // Deeper than any data model; what walks a tree calls itself for each level, and without a limit would end the process.
    private const int Deepest = 256;

    // A node costs some hundred bytes, and the shortest takes four in a message: a config of 32 MiB has a tenth of that.
    private const int MostNodes = 4_000_000;

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

    /// <summary>Parses a text. Document types, nesting of more than 256 levels and more than 4 million nodes are refused; white space is kept.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="XmlException">It is not well-formed; the exception has line and column.</exception>
    public static XElement Parse(string text) => Parse(() => XmlReader.Create(new StringReader(text), Reading));

    internal static XElement Parse(byte[] message) => Parse(() => XmlReader.Create(new MemoryStream(message), Reading));

    internal static byte[] Encode(XElement message)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, Writing))
        {
            message.Save(writer);
        }

        return bytes.ToArray();
    }

    private static XElement Parse(Func<XmlReader> open)
    {
        using (var ahead = open())
        {
            Check(ahead);
        }

        using var reader = open();
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo).Root!;
    }

    // Read once before anything is built of it.
    private static void Check(XmlReader reader)
    {
        for (long nodes = 0; reader.Read();)
        {
            nodes += 1 + reader.AttributeCount;
            if (reader.Depth > Deepest || nodes > MostNodes)
            {
                var (line, column) = reader is IXmlLineInfo at ? (at.LineNumber, at.LinePosition) : (0, 0);
                throw new XmlException(reader.Depth > Deepest ? $"Elements are nested deeper than {Deepest} levels." : $"There are more than {MostNodes} nodes.", null, line, column);
            }
        }
    }
}
