using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>A change that waits for its confirmation.</summary>
/// <param name="User">Who made it.</param>
/// <param name="Started">When.</param>
/// <param name="Minutes">How long it waits.</param>
/// <param name="File">The archive file to go back to.</param>
/// <param name="Before">What that holds.</param>
internal sealed record IosPending(string User, DateTimeOffset Started, int Minutes, string File, ConfigSection Before)
{
    public DateTimeOffset Deadline => Started + TimeSpan.FromMinutes(Minutes);
}
