using System.Xml.Linq;
using Provisioning.Lab.Netconf;

namespace Provisioning.Lab.Platforms.Netconf;

/// <summary>Applies the config of an <c>edit-config</c> to a store, by RFC 6241, section 7.2.</summary>
internal static class NetconfEditor
{
    private static readonly XName Operation = LabRpcError.Base + "operation";

    /// <summary>Applies an edit; the store is a copy that the caller drops when this throws.</summary>
    /// <exception cref="LabRpcError">The edit is refused.</exception>
    public static void Apply(XElement store, XElement edit, string defaultOperation)
    {
        foreach (var element in edit.Elements())
        {
            Apply(store, element, NetconfModel.Root, defaultOperation);
        }
    }

    /// <summary>What RFC 7950 lets a server check only when all is there.</summary>
    /// <exception cref="LabRpcError">A mandatory leaf is missing.</exception>
    public static void Validate(XElement store, NetconfNode? node = null)
    {
        foreach (var element in store.Elements())
        {
            var child = (node ?? NetconfModel.Root).Child(element.Name)!;
            if (child.Children.FirstOrDefault(leaf => leaf.Mandatory && element.Element(leaf.Name) is null) is { } missing)
            {
                throw new LabRpcError("data-missing", "required value instance not found")
                {
                    AppTag = "instance-required",
                    Path = $"{PathOf(element)}/{missing.Name.LocalName}",
                };
            }

            Validate(element, child);
        }
    }

    private static void Apply(XElement parent, XElement edit, NetconfNode parentNode, string inherited)
    {
        var node = Check(edit, parentNode);
        var operation = edit.Attribute(Operation)?.Value ?? inherited;
        var there = node.Find(parent, edit);
        switch (operation)
        {
            case "delete" when there is null:
                throw new LabRpcError("data-missing", "data does not exist") { Path = PathOf(edit) };
            case "create" when there is not null:
                throw new LabRpcError("data-exists", "data already exists") { Path = PathOf(edit) };
            case "delete" or "remove":
                there?.Remove();
                return;
            case "replace":
                there?.Remove();
                there = null;
                break;
        }

        if (node.Kind is NetconfKind.Leaf or NetconfKind.LeafList)
        {
            SetLeaf(parent, edit, there, node, parentNode);
            return;
        }

        var target = there ?? Insert(parent, new XElement(node.Name), parentNode);
        foreach (var child in edit.Elements())
        {
            Apply(target, child, node, operation);
        }
    }

    private static NetconfNode Check(XElement edit, NetconfNode parentNode)
    {
        var node = parentNode.Child(edit.Name);
        if (node is null)
        {
            var known = edit.Name.Namespace == NetconfModel.Router || edit.Name.Namespace == NetconfModel.Access;
            throw new LabRpcError(known ? "unknown-element" : "unknown-namespace", known ? "unknown element" : "unknown namespace")
            {
                Path = PathOf(edit),
                Info = known
                    ? [LabRpcError.Detail("bad-element", edit.Name.LocalName)]
                    : [LabRpcError.Detail("bad-element", edit.Name.LocalName), LabRpcError.Detail("bad-namespace", edit.Name.NamespaceName)],
            };
        }

        if (node.Key is { } key && edit.Element(key) is null)
        {
            throw new LabRpcError("missing-element", "a key is missing") { Path = PathOf(edit), Info = [LabRpcError.Detail("bad-element", key.LocalName)] };
        }

        return node;
    }

    private static void SetLeaf(XElement parent, XElement edit, XElement? there, NetconfNode node, NetconfNode parentNode)
    {
        if (node.Check(edit.Value) is { } wrong)
        {
            throw new LabRpcError("invalid-value", wrong) { Path = PathOf(edit) };
        }

        if (there is null)
        {
            Insert(parent, new XElement(node.Name, edit.Value), parentNode);
        }
        else
        {
            there.Value = edit.Value;
        }
    }

    // In the model's order, as servers keep it.
    private static XElement Insert(XElement parent, XElement element, NetconfNode parentNode)
    {
        var order = parentNode.Children.Select((child, index) => (child.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index);
        var before = parent.Elements().LastOrDefault(sibling => order[sibling.Name] <= order[element.Name]);
        if (before is null)
        {
            parent.AddFirst(element);
        }
        else
        {
            before.AddAfterSelf(element);
        }

        return element;
    }

    private static string PathOf(XElement element) =>
        string.Concat(element.AncestorsAndSelf().Reverse().SkipWhile(each => each.Name.Namespace == LabRpcError.Base || each.Name == "config").Select(each => $"/{each.Name.LocalName}"));
}
