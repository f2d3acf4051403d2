using System.Text.RegularExpressions;

namespace Provisioning.Drivers.Cli;

/// <summary>A question that a device may ask in place of a prompt.</summary>
/// <param name="Pattern">Matches the unfinished last line.</param>
/// <param name="Answer">What to type, without the Enter key.</param>
/// <param name="Enter">Whether the Enter key follows.</param>
public sealed record CliQuestion(Regex Pattern, string Answer, bool Enter = true)
{
    /// <summary>The pattern only, for the answer may be a secret.</summary>
    public override string ToString() => Pattern.ToString();
}
