using System.Globalization;
using System.Net;
using Provisioning.Inventories;
using Provisioning.Sources.Inventories.Trees;
using Provisioning.Sources.Texts;

namespace Provisioning.Sources.Inventories;

/// <summary>Makes a device of one entry, and reports everything that is wrong with it.</summary>
internal sealed class EntryReader
{
    private readonly Problems _problems;
    private readonly string _label;
    private readonly MapNode _entry;
    private readonly Dictionary<string, Node> _fields;

    public EntryReader(MapNode entry, int number, Problems problems)
    {
        (_entry, _problems) = (entry, problems);
        _label = $"entry {number}";
        _fields = ByKey(entry, "field");
        if (_fields.GetValueOrDefault("name") is ScalarNode { Text: { } name } && !string.IsNullOrWhiteSpace(name))
            _label = $"device {Shown.Value(name)}";
    }

    /// <summary>The device; one without a usable name is null.</summary>
    public Device? Read()
    {
        foreach (var field in _entry.Fields.Where(field => !EntryFields.Contains(field.Key)))
            Report(field.At, EntryFields.Unknown(field.Key));

        // Every field is read, so that all that is wrong is reported, before the name decides.
        var device = new Device
        {
            Name = Name() ?? "",
            Address = Address(),
            Port = Port(),
            Platform = Text("platform"),
            Role = Text("role"),
            Location = Text("location"),
            Status = Text("status"),
            Tags = Tags(),
            Options = Options(),
        };
        return device.Name.Length == 0 ? null : device;
    }

    private string? Name()
    {
        if (!_fields.TryGetValue("name", out var node) || node is ScalarNode { Type: ScalarType.Null } || IsBlank(node))
            Report(_entry.At, "has no name; set 'name'");
        else if (Text("name", node) is { } name)
        {
            if (DeviceName.Problem(name) is not { } problem)
                return name;
            Report(node.At, $"name {Shown.Value(name)} {problem}; rename the device");
        }

        return null;
    }

    private string? Address()
    {
        if (Text("address") is not { } address)
            return null;
        if (IsHost(address))
            return address;
        Report(_fields["address"].At,
            $"address {Shown.Value(address)} is neither an IP address nor a DNS name; write it without port, prefix length or scheme");
        return null;
    }

    // Both calls also take an IPv6 address in brackets, and then even a port.
    private static bool IsHost(string address) =>
        !address.Contains('[', StringComparison.Ordinal)
        && (IPAddress.TryParse(address, out _) || Uri.CheckHostName(address) == UriHostNameType.Dns);

    private int? Port()
    {
        const string Advice = "write a whole number from 1 to 65535";
        if (!IsSet("port", out var node))
            return null;
        if (node is not ScalarNode { Type: not ScalarType.Boolean } scalar)
            Report(node.At, $"port is {node.Kind}; {Advice}");
        else if (ushort.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0)
            return port;
        else
            Report(node.At, $"port {Shown.Value(scalar.Text)} is not a port; {Advice}");
        return null;
    }

    private List<string> Tags()
    {
        if (!IsSet("tags", out var node))
            return [];
        if (node is ListNode list)
            return [.. list.Items.Select(item => Text("a tag", item)).OfType<string>()];
        Report(node.At, $"tags is {node.Kind}; write a list of texts");
        return [];
    }

    private Dictionary<string, string> Options()
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!IsSet("options", out var node))
            return options;
        if (node is not MapNode map)
        {
            Report(node.At, $"options is {node.Kind}; write a mapping of keys to single values");
            return options;
        }

        foreach (var (key, value) in ByKey(map, "option"))
        {
            if (Option(key, value) is { } text)
                options[key.ToLowerInvariant()] = text;
        }

        return options;
    }

    private string? Option(string key, Node value)
    {
        if (string.IsNullOrWhiteSpace(key))
            Report(value.At, "an option has no key");
        else if (value is not ScalarNode scalar)
            Report(value.At, $"option {Shown.Value(key)} is {value.Kind}; options are single values");
        else if (scalar.Type != ScalarType.Null && IsVisible($"option {Shown.Value(key)}", scalar))
            return scalar.Text;
        return null;
    }

    private string? Text(string field) => IsSet(field, out var node) ? Text(field, node) : null;

    /// <summary>A text without white space around it; null when it is blank or was reported.</summary>
    private string? Text(string what, Node node)
    {
        if (node is not ScalarNode { Type: ScalarType.Text } scalar)
            Report(node.At, $"{what} is {node.Kind}; write a text");
        else if (IsVisible(what, scalar) && !IsBlank(scalar))
            return scalar.Text.Trim();
        return null;
    }

    private static bool IsBlank(Node node) => node is ScalarNode { Type: ScalarType.Text } scalar && string.IsNullOrWhiteSpace(scalar.Text);

    private bool IsVisible(string what, ScalarNode scalar)
    {
        var visible = !scalar.Text.Any(Shown.IsInvisible);
        if (!visible)
            Report(scalar.At, $"{what} holds a control character or a line break; remove it");
        return visible;
    }

    private bool IsSet(string field, out Node node) =>
        _fields.TryGetValue(field, out node!) && node is not ScalarNode { Type: ScalarType.Null };

    private Dictionary<string, Node> ByKey(MapNode map, string what)
    {
        var fields = new Dictionary<string, Node>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in map.Fields.Where(field => !fields.TryAdd(field.Key, field.Value)))
            Report(field.At, $"{what} {Shown.Value(field.Key)} is there twice (case does not count); keep one");
        return fields;
    }

    private void Report(Position at, string problem) => _problems.AddInvalid(at, $"{_label}: {problem}");
}
