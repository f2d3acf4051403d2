using Provisioning.Diffs;
using Provisioning.Drivers.Posix;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Platforms.Bird;

/// <summary>The BIRD 2 routing daemon on a Unix system, over SSH.</summary>
/// <param name="transport">Reaches the device.</param>
public sealed class BirdPlatform(IDeviceTransport transport) : IPlatform
{
    internal static readonly DeviceOption ConfigOption = new("bird_config", "BIRD's main config file. Default: /etc/bird/bird.conf.");
    internal static readonly DeviceOption SocketOption = new("bird_socket", "BIRD's control socket. Default: birdc's own.");

    /// <inheritdoc/>
    public string Name => "bird";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["bird2"];

    /// <inheritdoc/>
    public IReadOnlyList<string> CommentMarkers { get; } = ["#", "//"];

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options { get; } = [.. transport.Options, ConfigOption, SocketOption, RemoteShell.SudoOption];

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; } = new()
    {
        Operations = [LoadOperation.Replace],
        ReplaceDiff = DiffOrigin.Computed,
        Validate = true,
        CommitConfirm = true,
        ConfirmTimeouts = (TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        AtomicCommit = true,
        Stores = [ConfigStore.Running, ConfigStore.Startup, ConfigStore.Candidate],
    };

    /// <inheritdoc/>
    public IReadOnlyList<SecretPattern> SecretPatterns { get; } =
    [
        new("\\bpassword\\s+\"(?<secret>[^\"]*)\""),
        new("\\bkey\\s+\"(?<secret>[^\"]*)\""),
        new(@"\bpassword\s+(?<secret>(?:hex:)?[0-9a-f]{2}(?::?[0-9a-f]{2})+)\b"),
    ];

    /// <inheritdoc/>
    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        // Refuses wrong options before anything is opened.
        var scripts = new BirdScripts(context.Device, context.RunId);
        RemoteShell.CheckOptions(context.Device);
        var connection = await transport.ConnectAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            var session = new BirdSession(connection, context, scripts);
            await session.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
