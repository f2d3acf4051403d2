using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Http;
using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Platforms.CiscoXr;

/// <summary>Cisco IOS XR over SSH or NETCONF (IOS XR 7.0 or later), by its target configuration and commit database.</summary>
/// <param name="transport">Reaches the device.</param>
public sealed partial class CiscoXrPlatform(IDeviceTransport transport) : IPlatform
{
    private const string Ssh = "ssh";
    private const string NetconfName = "netconf";
    private const int NetconfPort = 830;

    // Sessions of the same run share its context; what they know of each other ends with it.
    private readonly ConditionalWeakTable<DeviceContext, CiscoXrRun> _runs = [];

    internal static CliProfile Profile { get; } = new()
    {
        Prompt = PromptPattern(),
        Failure = FailurePattern(),
        Harmless = HarmlessPattern(),
        Noise = NoisePattern(),
        Questions = [new(PagerPattern(), " ", Enter: false), new(UncommittedPattern(), "no")],
    };

    /// <inheritdoc/>
    public string Name => "cisco_xr";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["iosxr", "xr"];

    /// <inheritdoc/>
    public IReadOnlyList<string> CommentMarkers { get; } = ["!"];

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options { get; } = [TransportOption.Declare(Ssh, NetconfName), .. transport.Options, TypeAheadOption.Option];

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; } = new()
    {
        Transports = ["SSH", "NETCONF"],
        Operations = [LoadOperation.Merge, LoadOperation.Replace],
        MergeDiff = DiffOrigin.Device,
        ReplaceDiff = DiffOrigin.Device,
        CommitConfirm = true,

        // "commit ?" on 24.3.1. Older releases take 300 s at most, which is the engine's default.
        ConfirmTimeouts = (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(65535)),
        CommitMessage = true,
        AtomicCommit = true,
        Stores = [ConfigStore.Running, ConfigStore.Startup, ConfigStore.Candidate],
    };

    /// <inheritdoc/>
    public IReadOnlyList<SecretPattern> SecretPatterns { get; } =
    [
        new(@"\b(?:secret|password|password6|key-string|authentication-key|pre-shared-key|shared-secret)\s+(?:(?:\d+|encrypted|clear|password|password6)\s+(?=\S))?(?<secret>(?!\d+$|keychain\b|text\s|hmac-)\S+)"),
        new(@"\bsnmp-server\s+community\s+(?:(?:clear|encrypted)\s+(?=\S))?(?<secret>\S+)"),
        new(@"\bsnmp-server\s+(?:host|traps)\b.*?\bversion\s+(?:1|2c)\s+(?:(?:clear|encrypted)\s+(?=\S))?(?<secret>\S+)"),
        new(@"\bsnmp-server\s+user\b.*?\bauth\s+\S+\s+(?:(?:clear|encrypted)\s+(?=\S))?(?<secret>\S+)"),
        new(@"\bsnmp-server\s+user\b.*?\bpriv\s+(?:des56|3des|aes(?:\s+\d+)?)\s+(?:(?:clear|encrypted)\s+(?=\S))?(?<secret>\S+)"),
        new(@"\bkey\s+(?:[067]|encrypted|clear)\s+(?<secret>\S+)"),
        new(@"\b(?:server|host)\s+key\s+(?<secret>(?!chain\b)\S+)$"),
        new(@"^\s*(?:tacacs-server|radius-server)\s+key\s+(?:\d+\s+(?=\S))?(?<secret>\S+)"),
        new(@"^\s*(?:[-+#]\s*)?key\s+(?<secret>(?!\d+$|[067]\s|chain\s)\S+)$"),
        new(@"\b(?:message-digest-key\s+\d+\s+md5|authentication-key\s+\d+\s+\S+|hmac-md5|hmac-sha-\d+)\s+(?:(?:encrypted|clear)\s+(?=\S))?(?<secret>\S+)"),
        new(@"\b(?:lsp|hello)-password\s+text\s+(?:(?:encrypted|clear)\s+(?=\S))?(?<secret>\S+)"),
        new(@"\btext-authentication\s+(?<secret>\S+)"),
    ];

    /// <inheritdoc/>
    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var overNetconf = TransportOption.Choose(context.Device, Ssh, NetconfName) == NetconfName;
        var port = context.Device.Port ?? (overNetconf ? NetconfPort : null);
        var connection = await transport.ConnectAsync(context with { Device = context.Device with { Port = port } }, cancellationToken).ConfigureAwait(false);
        try
        {
            return overNetconf
                ? await OpenNetconfAsync(connection, context, cancellationToken).ConfigureAwait(false)
                : await OpenShellAsync(connection, context, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<CiscoXrSession> OpenShellAsync(IDeviceConnection connection, DeviceContext context, CancellationToken cancellationToken)
    {
        var channel = await connection.OpenShellAsync(TerminalSize.Wide, cancellationToken).ConfigureAwait(false);
        var session = new CiscoXrSession(connection, new CliSession(channel, Profile, context), context, _runs.GetOrCreateValue(context));
        await session.PrepareAsync(cancellationToken).ConfigureAwait(false);
        return session;
    }

    private async Task<CiscoXrNetconfSession> OpenNetconfAsync(IDeviceConnection connection, DeviceContext context, CancellationToken cancellationToken)
    {
        var channel = await connection.OpenSubsystemAsync(NetconfName, cancellationToken).ConfigureAwait(false);
        var client = await NetconfClient.OpenAsync(channel, context, cancellationToken).ConfigureAwait(false);
        var session = new CiscoXrNetconfSession(connection, client, context, _runs.GetOrCreateValue(context));
        session.Prepare();
        return session;
    }

    // RP/0/RP0/CPU0:name#  and  RP/0/RP0/CPU0:name(config-if)#  where node and name together are cut at 31 characters
    // (netmiko): so only the first characters of the name tell one device from another. "(admin)#" is another shell.
    [GeneratedRegex(@"^(?<host>[A-Z]+\d*/[\w/]+:[\w.\-]{1,8})[\w.\-]*(?:\((?<mode>config[^()]*)\))?# ?")]
    private static partial Regex PromptPattern();

    // A confirmed commit and a policy that is defined anew are told behind "%" too (recorded on 24.3.1).
    [GeneratedRegex(@"^\s*%(?! ?(?:Confirming commit|WARNING))|^Cannot enter exclusive mode|^No configuration changes to commit", RegexOptions.IgnoreCase)]
    private static partial Regex FailurePattern();

    // The caret stands above the message that counts.
    [GeneratedRegex(@"^\s*(?:\^\s*)?$|^\s*!|^% ?WARNING|^current definition\. Use abort|^Enter TEXT message|^[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d(?:\.\d+)? \S+\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex HarmlessPattern();

    // RP/0/RP0/CPU0:Jul 16 13:07:36.861 UTC: config[68949]: %MGBL-CONFIG-6-DB_COMMIT : ...
    [GeneratedRegex(@"^\S+/CPU\d+:[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d(?:\.\d+)?(?: \S+)? ?: \S+: %[A-Z0-9_]+-[A-Z0-9_]+-\d-[A-Z0-9_]+ ?:")]
    private static partial Regex NoisePattern();

    [GeneratedRegex(@"^ ?--More--\s*$")]
    private static partial Regex PagerPattern();

    [GeneratedRegex(@"^Uncommitted changes found, commit them before exiting ?\(yes/no/cancel\)\? \[cancel\]:\s*$")]
    private static partial Regex UncommittedPattern();
}
