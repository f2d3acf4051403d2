namespace Provisioning.Lab.Configs;

/// <summary>The lines of one mode. Their order is the grammar's, not that of their entry.</summary>
internal sealed class ConfigSection
{
    private readonly Dictionary<string, ConfigItem> _items = new(StringComparer.Ordinal);

    public IEnumerable<ConfigItem> Items => _items.Values;

    public IEnumerable<ConfigItem> Sorted =>
        _items.Values.OrderBy(item => item.Rule.Place.Order).ThenBy(item => item.Name, NaturalComparer.Instance)
            .ThenBy(item => item.Rule.Place.Index).ThenBy(item => item.Key, NaturalComparer.Instance);

    public ConfigItem? Find(string key) => _items.GetValueOrDefault(key);

    public void Set(ConfigItem item) => _items[item.Key] = item;

    public void Remove(string key)
    {
        if (_items.GetValueOrDefault(key) is { Permanent: true } item)
        {
            item.Section!._items.Clear();
        }
        else
        {
            _items.Remove(key);
        }
    }

    public ConfigSection Clone()
    {
        var copy = new ConfigSection();
        foreach (var (key, item) in _items)
        {
            copy._items[key] = item.Copy();
        }

        return copy;
    }
}
