using System.Text.RegularExpressions;

namespace Provisioning.Diffs;

/// <summary>Where a secret stands in a platform's configuration text.</summary>
public sealed class SecretPattern
{
    internal const string Group = "secret";

    /// <summary>A pattern for single lines.</summary>
    /// <param name="regex">
    /// A .NET regular expression, searched in each line without its ending, in a diff both with and without the marker before it;
    /// whatever the group named <c>secret</c> captures gets masked. Letter case is ignored.
    /// </param>
    /// <exception cref="ArgumentException">The expression is malformed or has no group named <c>secret</c>.</exception>
    public SecretPattern(string regex)
    {
        Regex = new Regex(regex, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        if (!Regex.GetGroupNames().Contains(Group))
        {
            throw new ArgumentException($"The pattern '{regex}' has no group named '{Group}'.", nameof(regex));
        }
    }

    /// <summary>The compiled expression.</summary>
    public Regex Regex { get; }
}
