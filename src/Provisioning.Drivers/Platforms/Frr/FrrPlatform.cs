using Provisioning.Diffs;
using Provisioning.Drivers.Posix;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Platforms.Frr;

/// <summary>FRRouting on Linux over SSH, for a login with a POSIX shell and the <c>frrvty</c> group.</summary>
/// <param name="transport">Reaches the device.</param>
public sealed class FrrPlatform(IDeviceTransport transport) : IPlatform
{
    internal static readonly DeviceOption PathspaceOption = new("frr_pathspace", "The name that the daemons were given with -N; their folders are then /etc/frr/NAME and /var/run/frr/NAME.");
    internal static readonly DeviceOption ConfigOption = new("frr_config_dir", "The folder of frr.conf and vtysh.conf. Default: /etc/frr.");
    internal static readonly DeviceOption SocketOption = new("frr_socket_dir", "The folder of the daemons' vty sockets. Default: /var/run/frr.");

    /// <inheritdoc/>
    public string Name => "frr";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["frrouting"];

    /// <inheritdoc/>
    public IReadOnlyList<string> CommentMarkers { get; } = ["!", "#"];

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options { get; } =
        [.. transport.Options, PathspaceOption, ConfigOption, SocketOption, RemoteShell.SudoOption];

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; } = new()
    {
        Operations = [LoadOperation.Merge, LoadOperation.Replace],
        MergeDiff = DiffOrigin.Computed,
        ReplaceDiff = DiffOrigin.Device,
        Validate = true,
        CommitConfirm = true,
        ConfirmTimeouts = (TimeSpan.FromSeconds(5), TimeSpan.FromDays(1)),
        Stores = [ConfigStore.Running, ConfigStore.Startup, ConfigStore.Candidate],
    };

    /// <inheritdoc/>
    public IReadOnlyList<SecretPattern> SecretPatterns { get; } =
    [
        new(@"\b(?:password|key-string|authentication-key|passphrase)\s+(?:\d\s+)?(?:(?:clear|md5)\s+)?(?<secret>\S+)"),
        new(@"\bmessage-digest-key\s+\d+\s+md5\s+(?<secret>\S+)"),
        new(@"\b(?:area-password|domain-password)\s+\S+\s+(?<secret>\S+)"),
        new(@"\b(?:neighbor\s+\S+\s+password|key-string|authentication\s+string)\s+(?<secret>\S.*)"),
        new(@"\bauthentication\s+(?:text|key)\s+(?<secret>\S+)"),
        new(@"\bhash-algo\s+\S+\s+key\s+(?<secret>\S+)"),
        new(@"\btcp-md5-auth\s+(?<secret>\S+)"),
        new(@"\bip\s+nhrp\s+authentication\s+(?<secret>\S+)"),
    ];

    /// <inheritdoc/>
    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        // Refuses wrong options before anything is opened.
        var scripts = new FrrScripts(context.Device, context.RunId);
        RemoteShell.CheckOptions(context.Device);
        var connection = await transport.ConnectAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            var session = new FrrSession(connection, context, scripts);
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
