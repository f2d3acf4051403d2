using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.NokiaSrl;

/// <summary>A place in a config: schema nodes from the root on, those of lists with a key.</summary>
internal sealed class SrlPath : IComparable<SrlPath>, IEquatable<SrlPath>
{
    private readonly (SrlNode Node, string? Key)[] _steps;
    private readonly string _text;

    private SrlPath((SrlNode Node, string? Key)[] steps)
    {
        _steps = steps;
        _text = string.Join(' ', steps.Select(step => step.Key is null ? step.Node.Name : $"{step.Node.Name} {SrlLine.Quote(step.Key)}"));
    }

    public static SrlPath Root { get; } = new([]);

    public IReadOnlyList<(SrlNode Node, string? Key)> Steps => _steps;

    public SrlNode? Node => _steps.Length == 0 ? null : _steps[^1].Node;

    public SrlPath Parent => new(_steps[..^1]);

    /// <summary>The last step as it is printed.</summary>
    public string Last => _steps[^1].Key is { } key ? $"{Node!.Name} {SrlLine.Quote(key)}" : Node!.Name;

    public SrlPath Add(SrlNode node, string? key = null) => new([.. _steps, (node, key)]);

    public SrlPath Take(int count) => new(_steps[..count]);

    public bool IsAtOrBelow(SrlPath other) => _steps.Length >= other._steps.Length && _steps.AsSpan(0, other._steps.Length).SequenceEqual(other._steps);

    public int CompareTo(SrlPath? other)
    {
        for (var index = 0; index < Math.Min(_steps.Length, other!._steps.Length); index++)
        {
            var order = _steps[index].Node.Order.CompareTo(other._steps[index].Node.Order);
            order = order != 0 ? order : NaturalComparer.Instance.Compare(_steps[index].Key, other._steps[index].Key);
            if (order != 0)
            {
                return order;
            }
        }

        return _steps.Length.CompareTo(other!._steps.Length);
    }

    public bool Equals(SrlPath? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as SrlPath);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;

    /// <summary>The form in error messages (recorded): <c>.interface{.name=="ethernet-1/1"}.mtu</c>.</summary>
    public string Dotted() => string.Concat(_steps.Select(step => step.Key is null ? $".{step.Node.Name}" : $".{step.Node.Name}{{.name==\"{step.Key}\"}}"));
}
