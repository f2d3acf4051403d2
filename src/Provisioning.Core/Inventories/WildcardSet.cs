namespace Provisioning.Inventories;

/// <summary>Patterns of which one must fit; without any, every value fits.</summary>
internal sealed class WildcardSet(IReadOnlyList<string> patterns)
{
    public static readonly WildcardSet Everything = new([]);

    private readonly Wildcard[] _wildcards = [.. patterns.Select(pattern => new Wildcard(pattern))];

    public IReadOnlyList<string> Patterns { get; } = patterns;

    /// <summary>The values that patterns without a wildcard stand for.</summary>
    public IEnumerable<string> Literals => _wildcards.Select(wildcard => wildcard.Literal).OfType<string>();

    public bool Matches(string? value) => _wildcards.Length == 0 || (value is not null && Fits(value));

    public bool MatchesAny(IReadOnlyList<string> values) => _wildcards.Length == 0 || values.Any(Fits);

    private bool Fits(string value) => Array.Exists(_wildcards, wildcard => wildcard.Matches(value));
}
