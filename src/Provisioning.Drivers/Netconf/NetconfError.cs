using System.Xml.Linq;

namespace Provisioning.Drivers.Netconf;

/// <summary>An <c>rpc-error</c> (RFC 6241, section 4.3). What the server left out is empty.</summary>
/// <param name="Type">The layer: transport, rpc, protocol or application.</param>
/// <param name="Tag">What kind, e.g. <c>lock-denied</c>.</param>
/// <param name="Severity">error or warning.</param>
/// <param name="AppTag">The data model's or the vendor's own tag.</param>
/// <param name="Path">Which node.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Info">Details, e.g. the bad element's name; null when none.</param>
public sealed record NetconfError(string Type, string Tag, string Severity, string AppTag, string Path, string Message, XElement? Info)
{
    /// <summary>Whether it is only a warning.</summary>
    public bool IsWarning => Severity == "warning";

    /// <summary>The session that it names: of <c>lock-denied</c>, the lock's holder, 0 where that is no NETCONF session; null when none.</summary>
    public string? SessionId => Detail("session-id");

    internal static NetconfError Of(XElement error)
    {
        string Text(string name) => error.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value.Trim() ?? "";
        return new(
            Text("error-type"), Text("error-tag"), Text("error-severity"), Text("error-app-tag"), Text("error-path"), Text("error-message"),
            error.Elements().FirstOrDefault(child => child.Name.LocalName == "error-info"));
    }

    /// <summary>A detail of <see cref="Info"/>, e.g. <c>bad-element</c>.</summary>
    /// <param name="name">The detail's name.</param>
    public string? Detail(string name) => Info?.Descendants().FirstOrDefault(child => child.Name.LocalName == name)?.Value.Trim();

    /// <summary>All that it says, in one line.</summary>
    public override string ToString()
    {
        var details = Info?.Descendants().Where(child => !child.HasElements && child.Value.Length > 0).Select(child => $"{child.Name.LocalName} {child.Value.Trim()}") ?? [];
        string[] parts =
        [
            Tag.Length == 0 ? "rpc-error" : Tag,
            Message.Length == 0 ? "" : $": {Message}",
            Path.Length == 0 ? "" : $" at {Path}",
            string.Concat(details.Prepend(AppTag.Length == 0 ? "" : $"app-tag {AppTag}").Where(detail => detail.Length > 0).Select(detail => $", {detail}")),
        ];
        return string.Concat(parts);
    }
}
