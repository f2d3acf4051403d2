using System.Xml.Linq;

namespace Provisioning.Lab.Platforms.Netconf;

/// <summary>A node of the data model.</summary>
/// <param name="Name">Its element's name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Children">Of containers and lists.</param>
internal sealed record NetconfNode(XName Name, NetconfKind Kind, IReadOnlyList<NetconfNode> Children)
{
    /// <summary>The name of a list's key.</summary>
    public XName? Key { get; init; }

    /// <summary>Whether a list's entry must have it.</summary>
    public bool Mandatory { get; init; }

    /// <summary>What is wrong with a leaf's value; null when nothing.</summary>
    public Func<string, string?> Check { get; init; } = _ => null;

    public NetconfNode? Child(XName name) => Children.FirstOrDefault(child => child.Name == name);

    /// <summary>The element of a parent that an element of an edit is about.</summary>
    public XElement? Find(XElement parent, XElement edit) => Kind switch
    {
        NetconfKind.List => parent.Elements(Name).FirstOrDefault(entry => entry.Element(Key!)?.Value == edit.Element(Key!)?.Value),
        NetconfKind.LeafList => parent.Elements(Name).FirstOrDefault(value => value.Value == edit.Value),
        _ => parent.Element(Name),
    };
}
