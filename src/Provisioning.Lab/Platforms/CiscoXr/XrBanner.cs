using Provisioning.Lab.Commands;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>The rule that banners are kept by; they are no commands of the grammar, for they end where their delimiter does.</summary>
internal static class XrBanner
{
    public static CommandRule Rule { get; } = new([], 1, new(2, 2, 0), null, new Dictionary<string, string>());
}
