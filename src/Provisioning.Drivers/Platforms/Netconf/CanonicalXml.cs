using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>
/// Prints configuration so that the same data gives the same lines, whatever the server's prefixes and white space: one
/// element a line, default namespaces, line ends inside text as <c>&amp;#10;</c>. It can be loaded again.
/// </summary>
internal static partial class CanonicalXml
{
    /// <summary>
    /// Prints the children of an element. Top elements with nothing in them are left out: RFC 7950 (7.5.8) lets a server show
    /// empty non-presence containers or not, and servers show them in one store and not in another.
    /// </summary>
    /// <param name="data">E.g. a reply's <c>data</c>.</param>
    public static string Print(XElement data)
    {
        var text = new StringBuilder();
        foreach (var element in data.Elements().Where(top => top.HasElements || !string.IsNullOrWhiteSpace(top.Value)))
        {
            Print(text, element, XNamespace.None, 0);
        }

        return text.ToString();
    }

    private static void Print(StringBuilder text, XElement element, XNamespace outer, int depth)
    {
        var indent = new string(' ', depth * 2);
        var name = element.Name.LocalName;
        text.Append(indent).Append('<').Append(name);
        if (element.Name.Namespace != outer)
        {
            text.Append($" xmlns=\"{Escape(element.Name.NamespaceName)}\"");
        }

        var value = element.HasElements ? "" : element.Value;
        Print(text, Prefixes(element, value));
        if (element.HasElements)
        {
            text.Append(">\n");
            foreach (var child in element.Elements())
            {
                Print(text, child, element.Name.Namespace, depth + 1);
            }

            text.Append(indent).Append($"</{name}>\n");
        }
        else
        {
            text.Append(string.IsNullOrWhiteSpace(value) ? "/>\n" : $">{Escape(value)}</{name}>\n");
        }
    }

    private static void Print(StringBuilder text, SortedDictionary<string, string> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            text.Append($" {name}=\"{Escape(value)}\"");
        }
    }

    /// <summary>
    /// The attributes, and the namespaces that they or the text (identities, paths) name by a prefix.
    /// </summary>
    private static SortedDictionary<string, string> Prefixes(XElement element, string value)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
        {
            var prefix = attribute.Name.Namespace == XNamespace.None ? null : element.GetPrefixOfNamespace(attribute.Name.Namespace);
            found[prefix is null ? attribute.Name.LocalName : $"{prefix}:{attribute.Name.LocalName}"] = attribute.Value;
            Declare(prefix, attribute.Name.NamespaceName);
        }

        foreach (var prefix in value.Contains(':') ? Prefix().Matches(value).Select(match => match.Groups[1].Value).Distinct() : [])
        {
            Declare(prefix, element.GetNamespaceOfPrefix(prefix)?.NamespaceName);
        }

        return found;

        void Declare(string? prefix, string? uri)
        {
            if (prefix is not (null or "xml" or "xmlns") && uri is not null)
            {
                found[$"xmlns:{prefix}"] = uri;
            }
        }
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            escaped.Append(character switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\n' => "&#10;",
                '\r' => "&#13;",
                _ => character.ToString(),
            });
        }

        return escaped.ToString();
    }

    [GeneratedRegex(@"(?<![\w.\-])([A-Za-z_][\w.\-]*):(?=[A-Za-z_])")]
    private static partial Regex Prefix();
}
