using System.Text.RegularExpressions;

namespace Provisioning.Lab;

/// <summary>What happens when a line arrives.</summary>
internal sealed class LabLineFault(string pattern, LabLineAction action, string message, int times)
{
    private readonly Regex _pattern = new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private int _left = times;

    public LabLineAction Action => action;

    public string Message => message;

    public bool Takes(string line) => _pattern.IsMatch(line) && Interlocked.Decrement(ref _left) >= 0;
}
