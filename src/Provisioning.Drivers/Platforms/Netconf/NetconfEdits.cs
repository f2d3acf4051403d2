using System.Xml.Linq;
using Provisioning.Drivers.Netconf;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>Edits that mean the same on every server.</summary>
internal static class NetconfEdits
{
    private static readonly XName Operation = NetconfXml.Base + "operation";

    /// <param name="store">What to edit.</param>
    /// <param name="config">Its children go into the store.</param>
    /// <param name="operation">Merge or replace.</param>
    /// <param name="current">What the store has now.</param>
    /// <param name="server">The server.</param>
    public static XElement Make(string store, XElement config, LoadOperation operation, XElement current, NetconfCapabilities server) => NetconfOperations.Edit(
        store,
        operation == LoadOperation.Replace ? Replacement(config, current) : config,
        operation == LoadOperation.Replace ? "replace" : "merge",
        server.Has(":rollback-on-error") ? "rollback-on-error" : null);

    /// <summary>
    /// By RFC 6241 (7.2) the default operation replaces the whole store. yuma123 2.13 merges at it, so each top element says it
    /// too, and what is not mentioned is removed by name.
    /// </summary>
    private static XElement Replacement(XElement config, XElement current)
    {
        var replacing = new XElement(config);
        foreach (var element in replacing.Elements().Where(element => element.Attribute(Operation) is null))
        {
            element.SetAttributeValue(XNamespace.Xmlns + "nc", NetconfXml.Base.NamespaceName);
            element.SetAttributeValue(Operation, "replace");
        }

        replacing.Add(current.Elements().Where(element => IsSomething(element) && !config.Elements(element.Name).Any(other => IsSame(element, other))).Select(Removal));
        return replacing;
    }

    private static bool IsSomething(XElement element) => element.HasElements || element.Value.Trim().Length > 0;

    // A list's keys come first (RFC 7950, 7.8.5).
    private static bool IsSame(XElement element, XElement other) =>
        !IsOneOfMany(element) || (element.HasElements ? element.Elements().First().Value == other.Elements().FirstOrDefault()?.Value : element.Value == other.Value);

    private static bool IsOneOfMany(XElement element) => element.Parent!.Elements(element.Name).Skip(1).Any();

    // With its leading leaves, so that an entry of a list has its keys.
    private static XElement Removal(XElement element) => new(
        element.Name,
        new XAttribute(XNamespace.Xmlns + "nc", NetconfXml.Base.NamespaceName),
        new XAttribute(Operation, "remove"),
        !IsOneOfMany(element) ? null : element.HasElements ? element.Elements().TakeWhile(child => !child.HasElements) : element.Value);
}
