namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>A node of the schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Type">The type of a leaf's values.</param>
/// <param name="Order">Its place among its siblings.</param>
internal sealed record SrlNode(string Name, SrlKind Kind, string Type, int Order)
{
    public List<SrlNode> Children { get; } = [];

    public bool IsLeaf => Kind is SrlKind.Leaf or SrlKind.LeafList;

    public SrlNode? Child(string name) => Children.Find(child => child.Name == name);

    public override string ToString() => Name;
}
