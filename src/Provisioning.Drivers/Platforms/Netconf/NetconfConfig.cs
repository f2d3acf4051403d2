using System.Xml;
using System.Xml.Linq;
using Provisioning.Drivers.Netconf;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>An intended config in XML.</summary>
internal static class NetconfConfig
{
    private static readonly XmlReaderSettings Reading = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>
    /// The elements to load, as children of one: the text's own top elements, or those of its <c>config</c> or <c>data</c>.
    /// Comments are left out, as no server stores them; CDATA sections become plain text.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="device">The device's name, for messages.</param>
    /// <exception cref="IntendedConfigException">It is no XML that can be loaded.</exception>
    public static XElement Parse(string text, string device)
    {
        var top = Read(text, device);
        var elements = top is [{ Name.LocalName: "config" or "data" } whole] && (whole.Name.Namespace == NetconfXml.Base || whole.Name.Namespace == XNamespace.None)
            ? whole.Elements().ToList()
            : top;
        if (elements.Count == 0)
        {
            throw new IntendedConfigException(ErrorCode.IntendedConfigEmpty, $"The intended config of '{device}' has no element in it.");
        }

        elements.ForEach(element => RefuseUnrepeatable(element, device));
        return Plain(new XElement(NetconfXml.Base + "config", elements));
    }

    private static List<XElement> Read(string text, string device)
    {
        try
        {
            var elements = new List<XElement>();
            using var reader = XmlReader.Create(new StringReader(text), Reading);
            for (reader.Read(); !reader.EOF;)
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    elements.Add((XElement)XNode.ReadFrom(reader));
                }
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                {
                    throw Stray((IXmlLineInfo)reader, reader.Value);
                }
                else
                {
                    reader.Read();
                }
            }

            return elements;
        }
        catch (XmlException exception)
        {
            throw new IntendedConfigException(
                ErrorCode.IntendedConfigUnsendable,
                $"The intended config of '{device}' is no XML that can be sent: line {exception.LineNumber}, column {exception.LinePosition}: {exception.Message}", exception);
        }
    }

    // The text begins right behind the element before it, which may be lines above its first word.
    private static XmlException Stray(IXmlLineInfo start, string text)
    {
        var blank = text[..^text.TrimStart().Length];
        var lines = blank.Count(character => character == '\n');
        var column = lines == 0 ? start.LinePosition + blank.Length : blank.Length - blank.LastIndexOf('\n');
        return new("Text stands outside of any element.", null, start.LineNumber + lines, column);
    }

    // Loaded a second time to verify the commit, these would be errors: what they create is there, what they delete is gone.
    private static void RefuseUnrepeatable(XElement top, string device)
    {
        var operation = top.DescendantsAndSelf().Attributes(NetconfXml.Base + "operation").FirstOrDefault(attribute => attribute.Value is "create" or "delete");
        if (operation is not null)
        {
            throw new IntendedConfigException(
                ErrorCode.IntendedConfigUnsendable,
                $"The intended config of '{device}' has operation=\"{operation.Value}\" on <{operation.Parent!.Name.LocalName}>, which fails when it is done twice. Write {(operation.Value == "create" ? "merge" : "remove")} instead.");
        }
    }

    private static XElement Plain(XElement config)
    {
        foreach (var section in config.DescendantNodes().OfType<XCData>().ToList())
        {
            section.ReplaceWith(new XText(section.Value));
        }

        return config;
    }
}
