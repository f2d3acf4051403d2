using System.Text.RegularExpressions;

namespace Provisioning.Diffs;

/// <summary>Where a secret stands in a platform's configuration text.</summary>
public sealed class SecretPattern
{
    /// <summary>A pattern for single lines.</summary>
    /// <param name="regex">A .NET regular expression, searched in each line; the group named <c>secret</c> is what gets masked.</param>
    /// <exception cref="ArgumentException">The expression has no group named <c>secret</c>.</exception>
    public SecretPattern(string regex)
    {
        Regex = new Regex(regex, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        if (!Regex.GetGroupNames().Contains("secret"))
        {
            throw new ArgumentException($"The pattern '{regex}' has no group named 'secret'.", nameof(regex));
        }
    }

    /// <summary>The compiled expression.</summary>
    public Regex Regex { get; }
}
