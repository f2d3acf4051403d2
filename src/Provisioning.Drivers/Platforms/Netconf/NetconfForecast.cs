using System.Xml.Linq;
using Provisioning.Drivers.Netconf;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>
/// What an edit will make of a config, without the server's data models. What is a list, and which leaves are its keys, is read
/// off both texts: keys come first in an entry (RFC 7950, 7.8.5), and as few of them count as tell all entries apart.
/// </summary>
internal sealed class NetconfForecast
{
    // More than any list has; each more of them is another look at all entries.
    private const int MostKeys = 16;

    // First leaves that name an entry where there is only one, and nothing else tells whether that is a list.
    private static readonly string[] KeyNames = ["name", "id", "key", "index", "number", "prefix", "address"];
    private static readonly XName Operation = NetconfXml.Base + "operation";
    private readonly Dictionary<string, int> _keys = [];
    private readonly HashSet<string> _leafLists = [];

    private readonly CancellationToken _cancellation;

    private NetconfForecast(CancellationToken cancellationToken, params XElement[] texts)
    {
        _cancellation = cancellationToken;
        foreach (var text in texts)
        {
            Learn(text, "");
        }
    }

    /// <param name="running">What the server has.</param>
    /// <param name="edit">Its children are the edit.</param>
    /// <param name="operation">Merge or replace.</param>
    /// <param name="cancellationToken">Gives up: each entry of the edit is looked for in all that the server has.</param>
    public static XElement Of(XElement running, XElement edit, LoadOperation operation, CancellationToken cancellationToken)
    {
        var result = new XElement(running);
        new NetconfForecast(cancellationToken, running, edit).Apply(result, edit, operation == LoadOperation.Replace ? "replace" : "merge", "");
        result.DescendantsAndSelf().Attributes(Operation).Remove();
        return result;
    }

    private static string PathOf(string parent, XElement element) => $"{parent}\n{element.Name}";

    private static IEnumerable<XElement> Leaves(XElement entry) => entry.Elements().TakeWhile(child => !child.HasElements);

    private static bool IsKey(XElement leaf) => KeyNames.Any(name => leaf.Name.LocalName == name || leaf.Name.LocalName.EndsWith("-" + name, StringComparison.Ordinal));

    private void Learn(XElement parent, string path)
    {
        foreach (var group in parent.Elements().GroupBy(element => element.Name))
        {
            var (entries, below) = (group.ToList(), PathOf(path, group.First()));
            if (entries.Count > 1 && entries.TrueForAll(entry => !entry.HasElements))
            {
                _leafLists.Add(below);
            }
            else if (entries.Count > 1)
            {
                _keys[below] = Math.Max(_keys.GetValueOrDefault(below), Keys(entries));
            }

            entries.ForEach(entry => Learn(entry, below));
        }
    }

    private static int Keys(List<XElement> entries)
    {
        var most = Math.Min(MostKeys, entries.Max(entry => Leaves(entry).Count()));
        var count = 1;
        while (count < most && entries.DistinctBy(entry => string.Join('\n', Leaves(entry).Take(count).Select(leaf => leaf.Value))).Count() < entries.Count)
        {
            count++;
        }

        return count;
    }

    /// <summary>Changes what is there; what stays keeps its place, for the server keeps its own order.</summary>
    private void Apply(XElement there, XElement edit, string operation, string path)
    {
        var kept = new HashSet<XElement>();
        foreach (var element in edit.Elements())
        {
            _cancellation.ThrowIfCancellationRequested();
            var (below, own) = (PathOf(path, element), element.Attribute(Operation)?.Value ?? operation);
            var match = there.Elements(element.Name).FirstOrDefault(other => IsSame(other, element, below));
            if (own is "remove" or "delete")
            {
                match?.Remove();
                continue;
            }

            kept.Add(match is null ? Add(there, element) : Change(match, element, own, below));
        }

        if (operation == "replace")
        {
            there.Elements().Where(element => !kept.Contains(element)).Remove();
        }
    }

    private XElement Change(XElement match, XElement element, string operation, string path)
    {
        if (element.HasElements || match.HasElements)
        {
            Apply(match, element, operation, path);
            return match;
        }

        if (match.Value == element.Value)
        {
            return match;
        }

        // With the prefixes that its value may name.
        match.AddAfterSelf(new XElement(element));
        var changed = (XElement)match.NextNode!;
        match.Remove();
        return changed;
    }

    private static XElement Add(XElement there, XElement element)
    {
        var added = new XElement(element);
        added.Descendants().Where(child => child.Attribute(Operation)?.Value is "remove" or "delete").Remove();
        if (there.Elements(element.Name).LastOrDefault() is { } last)
        {
            last.AddAfterSelf(added);
        }
        else
        {
            there.Add(added);
        }

        return added;
    }

    private bool IsSame(XElement there, XElement element, string path)
    {
        if (_leafLists.Contains(path))
        {
            return there.Value == element.Value;
        }

        // Top elements are containers nearly always.
        var isTop = path.LastIndexOf('\n') == 0;
        var keys = _keys.TryGetValue(path, out var count) ? count : !isTop && Leaves(there).FirstOrDefault() is { } first && IsKey(first) ? 1 : 0;
        return Leaves(there).Take(keys).All(key => element.Element(key.Name)?.Value == key.Value);
    }
}
