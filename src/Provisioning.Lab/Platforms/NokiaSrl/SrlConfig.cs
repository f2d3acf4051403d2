namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>A configuration: the list entries, presence containers and leaves that exist, in the schema's order.</summary>
internal sealed class SrlConfig
{
    private static readonly IReadOnlyList<string> None = [];
    private readonly SortedDictionary<SrlPath, IReadOnlyList<string>> _entries;

    public SrlConfig() => _entries = new(Comparer<SrlPath>.Default);

    private SrlConfig(SrlConfig other) => (_entries, Stamp) = (new(other._entries, Comparer<SrlPath>.Default), other.Stamp);

    /// <summary>Another one after every change; copies have that of their original, so that most comparisons cost nothing.</summary>
    public object Stamp { get; private set; } = new();

    public IEnumerable<SrlPath> Paths => _entries.Keys;

    public SrlConfig Clone() => new(this);

    public IReadOnlyList<string>? Find(SrlPath path) => _entries.GetValueOrDefault(path);

    public bool Has(SrlPath path) => _entries.ContainsKey(path);

    /// <summary>Makes a list entry, presence container or container exist, and all that stands above it.</summary>
    public void Create(SrlPath path)
    {
        for (var count = 1; count <= path.Steps.Count; count++)
        {
            if (path.Steps[count - 1].Node.Kind is SrlKind.List or SrlKind.Presence && _entries.TryAdd(path.Take(count), None))
            {
                Stamp = new();
            }
        }
    }

    /// <summary>Sets a leaf, or adds to a leaf-list.</summary>
    public void Set(SrlPath leaf, IReadOnlyList<string> values)
    {
        Create(leaf.Parent);
        var old = _entries.GetValueOrDefault(leaf);
        var now = leaf.Node!.Kind == SrlKind.LeafList && old is not null ? [.. old.Union(values)] : values;
        if (old is null || !old.SequenceEqual(now))
        {
            (_entries[leaf], Stamp) = (now, new());
        }
    }

    /// <summary>Removes what stands at a place and below it; of a leaf-list only some values when they are given.</summary>
    public void Delete(SrlPath path, IReadOnlyList<string> values)
    {
        if (values.Count > 0 && _entries.TryGetValue(path, out var old) && old.Except(values).ToList() is { Count: > 0 } left)
        {
            (_entries[path], Stamp) = (left, new());
            return;
        }

        foreach (var below in _entries.Keys.Where(entry => entry.IsAtOrBelow(path)).ToList())
        {
            _entries.Remove(below);
            Stamp = new();
        }
    }

    /// <summary>Whether two configs are the same.</summary>
    public bool Same(SrlConfig other) => Stamp == other.Stamp
        || (_entries.Count == other._entries.Count && _entries.All(entry => other.Find(entry.Key) is { } values && values.SequenceEqual(entry.Value)));

    /// <summary>This config with the difference between two others applied to it, entry by entry.</summary>
    public SrlConfig With(SrlConfig from, SrlConfig to)
    {
        var result = Clone();
        result.Stamp = new();
        foreach (var gone in from._entries.Keys.Where(path => !to.Has(path)))
        {
            result._entries.Remove(gone);
        }

        foreach (var (path, values) in to._entries.Where(entry => from.Find(entry.Key) is not { } old || !old.SequenceEqual(entry.Value)))
        {
            result.Create(path.Parent);
            result._entries[path] = values;
        }

        return result;
    }
}
