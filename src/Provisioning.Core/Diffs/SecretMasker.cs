using Provisioning.Credentials;

namespace Provisioning.Diffs;

/// <summary>
/// Replaces secrets by numbered placeholders such as <c>&lt;secret-1&gt;</c>: within one masker the same secret always has the
/// same number, so a change of a secret still shows, and nothing can be derived from the number.
/// </summary>
/// <param name="patterns">Where the platform's syntax holds secrets.</param>
/// <param name="known">Secret values to hide wherever they appear.</param>
public sealed class SecretMasker(IEnumerable<SecretPattern> patterns, IEnumerable<Secret> known)
{
    private readonly IReadOnlyList<SecretPattern> _patterns = [.. patterns];
    private readonly IReadOnlyList<Secret> _known = [.. known];

    /// <summary>Masks nothing; for texts known to hold no secrets.</summary>
    public static SecretMasker None { get; } = new([], []);

    /// <summary>Masks a text of one or many lines; the number of lines stays the same.</summary>
    /// <param name="text">The text.</param>
    public string Mask(string text) => _patterns.Count + _known.Count == 0 ? text : throw new NotImplementedException();
}
