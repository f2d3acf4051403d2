using Provisioning.Diffs;
using Provisioning.Drivers;

namespace Provisioning.TestKit.Conformance;

/// <summary>A platform whose sessions are wrapped.</summary>
public sealed class WrappedPlatform(IPlatform inner, Func<IDeviceSession, IDeviceSession> wrap) : IPlatform
{
    public string Name => inner.Name;

    public IReadOnlyList<string> Aliases => inner.Aliases;

    public PlatformCapabilities Capabilities => inner.Capabilities;

    public IReadOnlyList<DeviceOption> Options => inner.Options;

    public IReadOnlyList<SecretPattern> SecretPatterns => inner.SecretPatterns;

    public IReadOnlyList<string> CommentMarkers => inner.CommentMarkers;

    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken) =>
        wrap(await inner.OpenAsync(context, cancellationToken));
}
