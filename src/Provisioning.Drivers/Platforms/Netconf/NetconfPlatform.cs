using System.Runtime.CompilerServices;
using Provisioning.Diffs;
using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>
/// Any NETCONF server (RFC 6241) with a candidate or a writable running configuration, over SSH (RFC 6242, port 830 unless the device has another);
/// the intended config is XML.
/// </summary>
/// <param name="transport">Reaches the device.</param>
public sealed class NetconfPlatform(IDeviceTransport transport) : IPlatform
{
    private const int DefaultPort = 830;
    private readonly ConditionalWeakTable<DeviceContext, NetconfRun> _runs = [];

    /// <inheritdoc/>
    public string Name => "netconf";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> CommentMarkers { get; } = ["<!--", "<?"];

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options { get; } = [.. transport.Options];

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; } = new()
    {
        Transports = ["NETCONF"],
        Operations = [LoadOperation.Merge, LoadOperation.Replace],
        MergeDiff = DiffOrigin.Computed,
        ReplaceDiff = DiffOrigin.Computed,
        Validate = true,
        CommitConfirm = true,
        ConfirmTimeouts = (TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        AtomicCommit = true,
        Stores = [ConfigStore.Running, ConfigStore.Startup, ConfigStore.Candidate],
    };

    /// <inheritdoc/>
    /// <remarks>The names of leaves that hold secrets in common models: IETF, OpenConfig and vendors' own.</remarks>
    public IReadOnlyList<SecretPattern> SecretPatterns { get; } =
    [
        new(@"<(?:[\w.\-]+:)?(?:[\w.\-]*(?:password|passphrase|secret|community|private-key|psk)[\w.\-]*)(?:\s[^<>]*)?>(?<secret>[^<]+)<"),
        new(@"<(?:[\w.\-]+:)?(?:(?:auth|authentication|encryption|cleartext|encrypted|symmetric|hidden|shared|localized|priv|ssh)-?key|key-string|keystring|key-data|auth-value|md5-key|crypt-hash|text-name)(?:\s[^<>]*)?>(?<secret>[^<]+)<"),
        new(@"<(?:[\w.\-]+:)?key(?:\s[^<>]*)?>(?<secret>\$[^<]+)<"),
    ];

    /// <inheritdoc/>
    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var reached = context.Device.Port is null ? context with { Device = context.Device with { Port = DefaultPort } } : context;
        var connection = await transport.ConnectAsync(reached, cancellationToken).ConfigureAwait(false);
        try
        {
            var channel = await connection.OpenSubsystemAsync("netconf", cancellationToken).ConfigureAwait(false);
            var client = await NetconfClient.OpenAsync(channel, context, cancellationToken).ConfigureAwait(false);
            return NetconfSession.Create(connection, new(client, context), _runs.GetOrCreateValue(context));
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
