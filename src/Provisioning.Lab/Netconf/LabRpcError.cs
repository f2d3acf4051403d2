using System.Xml.Linq;

namespace Provisioning.Lab.Netconf;

/// <summary>An answer that is an error (RFC 6241, section 4.3 and appendix A).</summary>
internal sealed class LabRpcError(string tag, string message) : Exception(message)
{
    public static readonly XNamespace Base = "urn:ietf:params:xml:ns:netconf:base:1.0";

    public string Type { get; init; } = "application";

    public string Severity { get; init; } = "error";

    public string? AppTag { get; init; }

    public string? Path { get; init; }

    /// <summary>What stands in <c>error-info</c>.</summary>
    public IReadOnlyList<XElement> Info { get; init; } = [];

    public static XElement Detail(string name, object value) => new(Base + name, value);

    public XElement ToXml() => new(
        Base + "rpc-error",
        new XElement(Base + "error-type", Type),
        new XElement(Base + "error-tag", tag),
        new XElement(Base + "error-severity", Severity),
        AppTag is null ? null : new XElement(Base + "error-app-tag", AppTag),
        Path is null ? null : new XElement(Base + "error-path", Path),
        new XElement(Base + "error-message", new XAttribute(XNamespace.Xml + "lang", "en"), Message),
        Info.Count == 0 ? null : new XElement(Base + "error-info", Info));
}
