using System.Diagnostics;

namespace Provisioning.Credentials;

/// <summary>A value that must not be seen: it prints, formats and serialises as asterisks.</summary>
/// <param name="value">The secret itself.</param>
[DebuggerDisplay("***")]
public sealed class Secret(string value)
{
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Hands out the value, for the one call that needs it.</summary>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public override string ToString() => "***";
}
