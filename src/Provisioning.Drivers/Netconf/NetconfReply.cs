using System.Xml.Linq;

namespace Provisioning.Drivers.Netconf;

/// <summary>An <c>rpc-reply</c>.</summary>
public sealed class NetconfReply
{
    internal NetconfReply(XElement element)
    {
        Element = element;
        All = [.. Find(element).Select(NetconfError.Of)];
    }

    /// <summary>The <c>rpc-reply</c> as it came.</summary>
    public XElement Element { get; }

    /// <summary>Its errors. Vendors put them inside their own result elements too; configuration data is not searched.</summary>
    public IReadOnlyList<NetconfError> Errors => [.. All.Where(error => !error.IsWarning)];

    /// <summary>Its warnings.</summary>
    public IReadOnlyList<NetconfError> Warnings => [.. All.Where(error => error.IsWarning)];

    /// <summary>Whether it says <c>ok</c>, and no error beside it.</summary>
    public bool IsOk => Errors.Count == 0 && Element.Element(NetconfXml.Base + "ok") is not null;

    /// <summary>The configuration or state that it carries; null when none.</summary>
    public XElement? Data => Errors.Count == 0 ? Element.Element(NetconfXml.Base + "data") : null;

    private IReadOnlyList<NetconfError> All { get; }

    private static IEnumerable<XElement> Find(XElement element) => element.Elements().SelectMany(child => child.Name.LocalName switch
    {
        "rpc-error" => [child],
        "data" => [],
        _ => Find(child),
    });
}
