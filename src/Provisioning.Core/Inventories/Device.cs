namespace Provisioning.Inventories;

/// <summary>A machine to configure, as the inventory describes it.</summary>
public sealed record Device
{
    /// <summary>The device's unique name in its inventory.</summary>
    public required string Name { get; init; }

    /// <summary>The management address: an IP address or a DNS name, without a port.</summary>
    public string? Address { get; init; }

    /// <summary>The TCP port of the management service, 1 to 65535; the transport's default when null.</summary>
    public int? Port { get; init; }

    /// <summary>The network-driver name of the OS family (<c>arista_eos</c>, <c>frr</c>, ...) or one of its aliases.</summary>
    public string? Platform { get; init; }

    /// <summary>What the device is used for, e.g. <c>leaf</c>.</summary>
    public string? Role { get; init; }

    /// <summary>Where the device stands.</summary>
    public string? Location { get; init; }

    /// <summary>The life-cycle status, e.g. <c>Active</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Free labels.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Per-device settings of the platform or transport, by lower-case key.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>The value of an option, or null when the device does not set it.</summary>
    /// <param name="key">The option's key.</param>
    public string? Option(string key) => Options.TryGetValue(key, out var value) ? value : null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
