using Provisioning.Diffs;

namespace Provisioning.Drivers;

/// <summary>An OS family: what it can do and how to open a session on one of its devices.</summary>
public interface IPlatform
{
    /// <summary>The network-driver name, e.g. <c>arista_eos</c>.</summary>
    string Name { get; }

    /// <summary>Other names for the same platform, e.g. <c>eos</c>.</summary>
    IReadOnlyList<string> Aliases { get; }

    /// <summary>What sessions on this platform can do.</summary>
    PlatformCapabilities Capabilities { get; }

    /// <summary>The per-device settings it understands, its transport's included; others are refused.</summary>
    IReadOnlyList<DeviceOption> Options { get; }

    /// <summary>Where secrets stand in this platform's configuration text.</summary>
    IReadOnlyList<SecretPattern> SecretPatterns { get; }

    /// <summary>What starts a comment line in its configuration text, e.g. <c>!</c>.</summary>
    IReadOnlyList<string> CommentMarkers { get; }

    /// <summary>Connects, logs in and makes the session ready for the other verbs.</summary>
    /// <param name="context">The device and what is needed to reach it.</param>
    /// <param name="cancellationToken">Gives up; nothing is left open then.</param>
    /// <exception cref="Errors.ConnectionException">The device cannot be reached, trusted, logged in to or used.</exception>
    Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken);
}
