using Provisioning.Lab.Configs;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>A replacement whose commit timer runs.</summary>
/// <param name="File">The file.</param>
/// <param name="User">Who did it.</param>
/// <param name="Before">The config to go back to.</param>
/// <param name="Deadline">When.</param>
internal sealed record NxosPending(string File, string User, ConfigSection Before, DateTimeOffset Deadline);

