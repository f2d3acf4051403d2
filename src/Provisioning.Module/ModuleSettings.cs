using System.Management.Automation;
using Microsoft.Extensions.Logging;
using Provisioning.Drivers.Transports;

namespace Provisioning.Module;

/// <summary>What a cmdlet's parameters say about the engine. Paths are full paths.</summary>
internal sealed record ModuleSettings
{
    public required string ConfigPath { get; init; }

    /// <summary>The journal's folder; null for no journal.</summary>
    public string? StatePath { get; init; }

    public required ILogger Logger { get; init; }

    public PSCredential? Credential { get; init; }

    public string? KeyFile { get; init; }

    public string? KnownHostsPath { get; init; }

    public bool TrustOnFirstUse { get; init; }

    public double? ConnectionsPerSecond { get; init; }

    /// <summary>In place of SSH.</summary>
    public IDeviceTransport? Transport { get; init; }
}
