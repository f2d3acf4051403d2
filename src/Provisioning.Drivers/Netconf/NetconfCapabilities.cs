using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Netconf;

/// <summary>What a server said in its hello that it can do.</summary>
/// <param name="uris">The capabilities as they came.</param>
public sealed partial class NetconfCapabilities(IEnumerable<string> uris)
{
    private const string Prefix = "urn:ietf:params:netconf:capability";

    /// <summary>The capabilities as they came.</summary>
    public IReadOnlyList<string> Uris { get; } = [.. uris.Select(uri => uri.Trim())];

    /// <summary>
    /// Whether it has a capability: <c>:candidate</c> in any version, <c>:validate:1.1</c> in that version, or the whole URI of
    /// a module or of a vendor's capability, whatever its parameters.
    /// </summary>
    /// <param name="capability">The capability.</param>
    public bool Has(string capability) => Find(capability) is not null;

    /// <summary>A parameter of a capability, e.g. <c>basic-mode</c> of <c>:with-defaults</c>; null when there is none.</summary>
    /// <param name="capability">The capability, as for <see cref="Has"/>.</param>
    /// <param name="name">The parameter's name.</param>
    public string? Parameter(string capability, string name)
    {
        var query = Find(capability)?.Split('?', 2) is [_, var found] ? found : "";
        return query.Split('&').Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2 && pair[0] == name)
            .Select(pair => Uri.UnescapeDataString(pair[1])).FirstOrDefault();
    }

    private string? Find(string capability) => Uris.FirstOrDefault(uri => Matches(uri.Split('?')[0], capability));

    private static bool Matches(string uri, string capability) =>
        !capability.StartsWith(':') ? uri == capability
        : capability.StartsWith(":base:", StringComparison.Ordinal) ? uri == "urn:ietf:params:netconf" + capability
        : uri == Prefix + capability
            || (uri.StartsWith(Prefix + capability + ":", StringComparison.Ordinal) && Version().IsMatch(uri[(Prefix.Length + capability.Length)..]));

    [GeneratedRegex(@"^:\d+(?:\.\d+)*$")]
    private static partial Regex Version();
}
