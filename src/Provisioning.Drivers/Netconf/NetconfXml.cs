using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Provisioning.Drivers.Netconf;

/// <summary>XML as NETCONF carries it.</summary>
public static class NetconfXml
{
    // Deeper than any data model; what walks a tree calls itself for each level, and without a limit would end the process.
    private const int Deepest = 256;

    // A node costs some hundred bytes, and the shortest takes four in a message: a config of 32 MiB has a million or two.
    private const int MostNodes = 4_000_000;

    // Printed, each level is two blanks: a message full of the shortest elements at the deepest place would become gigabytes.
    private const long MostLevels = 64_000_000;

    // Which prefix is which namespace is looked up in all attributes around an element.
    private const int MostAttributes = 1000;

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

    /// <summary>Parses a text. Document types, nesting of more than 256 levels, more than 1000 attributes on an element and those around it, and more than 4 million nodes, or as many as are nested 16 levels deep, are refused; white space is kept.</summary>
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
        var (nodes, levels, attributes) = (0L, 0L, new int[Deepest + 1]);
        while (reader.Read())
        {
            nodes += 1 + reader.AttributeCount;
            levels += reader.Depth;
            if (Excess(reader, nodes, levels, attributes) is { } excess)
            {
                var (line, column) = reader is IXmlLineInfo at ? (at.LineNumber, at.LinePosition) : (0, 0);
                throw new XmlException(excess, null, line, column);
            }
        }
    }

    /// <param name="reader">Stands at a node.</param>
    /// <param name="nodes">How many there were.</param>
    /// <param name="levels">How deep they were in all.</param>
    /// <param name="attributes">How many attributes the last node of each level had.</param>
    private static string? Excess(XmlReader reader, long nodes, long levels, int[] attributes)
    {
        if (reader.Depth > Deepest)
        {
            return $"Elements are nested deeper than {Deepest} levels.";
        }

        attributes[reader.Depth] = reader.AttributeCount;
        return nodes > MostNodes ? $"There are more than {MostNodes} nodes."
            : levels > MostLevels ? $"There are more than {MostLevels / 16} nodes that are nested 16 levels deep, or fewer and deeper ones."
            : reader.HasAttributes && attributes[..(reader.Depth + 1)].Sum() > MostAttributes ? $"An element and those around it have more than {MostAttributes} attributes."
            : null;
    }
}
