using System.Runtime.CompilerServices;
using Provisioning.Diffs;
using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>Juniper Junos over NETCONF (Junos 12.2 or later, for what its commit history tells of a pending commit).</summary>
/// <param name="transport">Reaches the device.</param>
public sealed class JuniperJunosPlatform(IDeviceTransport transport) : IPlatform
{
    // The URI by which Junos announces its own requests (NETCONF Developer Guide, "Junos XML protocol operations").
    private const string JunosRequests = "http://xml.juniper.net/netconf/junos/1.0";

    private static readonly DeviceOption Synchronize = new(
        "commit_synchronize", "'true' has a device with two routing engines commit on both. Default: false, which leaves that to its own 'system commit synchronize'.");

    private readonly ConditionalWeakTable<DeviceContext, NetconfSessions> _runs = [];

    /// <inheritdoc/>
    public string Name => "juniper_junos";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["junos"];

    /// <inheritdoc/>
    public IReadOnlyList<string> CommentMarkers { get; } = ["#", "/*"];

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options { get; } = [.. transport.Options, Synchronize];

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; } = new()
    {
        Transports = ["NETCONF"],
        Operations = [LoadOperation.Merge, LoadOperation.Replace],
        MergeDiff = DiffOrigin.Device,
        ReplaceDiff = DiffOrigin.Device,
        Validate = true,
        CommitConfirm = true,
        ConfirmTimeouts = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(65535)),
        CommitMessage = true,
        AtomicCommit = true,
        Stores = [ConfigStore.Running, ConfigStore.Startup, ConfigStore.Candidate],
    };

    /// <inheritdoc/>
    public IReadOnlyList<SecretPattern> SecretPatterns => JuniperJunosSecrets.Patterns;

    /// <inheritdoc/>
    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var synchronize = ReadSynchronize(context);
        var connection = await transport.ConnectAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            var channel = await connection.OpenSubsystemAsync("netconf", cancellationToken).ConfigureAwait(false);
            var client = await NetconfClient.OpenAsync(channel, context, cancellationToken).ConfigureAwait(false);
            return client.Capabilities.Has(JunosRequests)
                ? new JuniperJunosSession(connection, client, context, _runs.GetOrCreateValue(context)) { Synchronize = synchronize }
                : throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"'{context.Device.Name}' answers as a NETCONF server, but not as Junos: it does not announce '{JunosRequests}'. Check its platform in the inventory.");
        }
        catch (ConnectionException missing) when (missing.Code == ErrorCode.PrerequisiteMissing && missing.Message.Contains("subsystem", StringComparison.Ordinal))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"{missing.Message} Turn it on with 'set system services netconf ssh'.", missing);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static bool ReadSynchronize(DeviceContext context) => context.Device.Option(Synchronize.Key) switch
    {
        null => false,
        var text when bool.TryParse(text, out var value) => value,
        var other => throw new ValidationException(ErrorCode.DeviceOptionInvalid, $"Device '{context.Device.Name}': option '{Synchronize.Key}' is '{other}'; it must be true or false."),
    };
}
