namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>The kinds of schema nodes.</summary>
internal enum SrlKind
{
    Container,
    Presence,
    List,
    Leaf,
    LeafList,
}
