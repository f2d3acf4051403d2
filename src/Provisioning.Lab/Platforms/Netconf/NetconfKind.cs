namespace Provisioning.Lab.Platforms.Netconf;

internal enum NetconfKind
{
    Container,
    List,
    Leaf,
    LeafList,
}
