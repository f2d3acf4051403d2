using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Http;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>Arista EOS over SSH or eAPI, by configuration sessions (EOS 4.18.0F or later for their commit timer).</summary>
/// <param name="transport">Reaches the device's terminal.</param>
/// <param name="web">Reaches its eAPI; <see cref="HttpTransport.Beside"/> when null.</param>
public sealed partial class AristaEosPlatform(IDeviceTransport transport, IHttpTransport? web = null) : IPlatform
{
    private const string Ssh = "ssh";
    private const string Eapi = "eapi";
    private static readonly Version FirstWithCommitTimer = new(4, 18);
    private readonly IHttpTransport _web = HttpTransport.Beside(transport, web);

    internal static CliProfile Profile { get; } = new()
    {
        Prompt = PromptPattern(),
        Failure = FailurePattern(),
        Harmless = HarmlessPattern(),
        Noise = NoisePattern(),
        Questions = [new(PagerPattern(), " ", Enter: false)],
    };

    /// <inheritdoc/>
    public string Name => "arista_eos";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["eos"];

    /// <inheritdoc/>
    public IReadOnlyList<string> CommentMarkers { get; } = ["!"];

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options { get; } =
        [TransportOption.Declare(Ssh, Eapi), .. transport.Options, .. HttpTransport.Beside(transport, web).Options, TypeAheadOption.Option];

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; } = new()
    {
        Transports = ["SSH", "eAPI"],
        Operations = [LoadOperation.Merge, LoadOperation.Replace],
        MergeDiff = DiffOrigin.Device,
        ReplaceDiff = DiffOrigin.Device,
        CommitConfirm = true,
        ConfirmTimeouts = (TimeSpan.FromSeconds(10), TimeSpan.FromHours(23)),
        AtomicCommit = true,
        Stores = [ConfigStore.Running, ConfigStore.Startup, ConfigStore.Candidate],
    };

    /// <inheritdoc/>
    public IReadOnlyList<SecretPattern> SecretPatterns { get; } =
    [
        new(@"\b(?:secret|password|passphrase)\s+(?!(?:minimum|encryption|policy)\s)(?:\d+\s+(?=(?:\d+|8a)\s))?(?:(?:\d+|8a|sha512|sha256|md5|nt|encrypted)\s+)?(?<secret>\S+)"),
        new(@"\bsnmp-server\s+community\s+(?<secret>\S+)"),
        new(@"\bsnmp-server\s+host\s+\S+(?:\s+(?:vrf\s+\S+|traps|informs|version\s+(?:1|2c)))*\s+(?!version\b|vrf\b|traps\b|informs\b)(?<secret>\S+)"),
        new(@"\bsnmp-server\s+user\b.*?\bauth\s+\S+\s+(?<secret>\S+)"),
        new(@"\bsnmp-server\s+user\b.*?\bpriv\s+\S+\s+(?<secret>\S+)"),
        new(@"\b(?:key|key-string|shared-secret|pre-shared-key|authentication-key|authentication\s+text|message-digest-key\s+\d+\s+\S+)\s+(?:(?:\d+|8a)\s+)?(?<secret>(?!\d{1,3}(?:\s|$)|(?:md5|sha1|sha256)\s)\S+)"),
        new(@"\bauthentication-key\s+\d+\s+(?:md5|sha1|sha256)\s+(?:(?:\d+|8a)\s+)?(?<secret>\S+)"),
        new(@"\bkey\s+[0-9a-f]+\s+(?:\d+|8a)\s+(?<secret>\S+)"),
        new(@"-(?:cv|ingest)auth=key,(?<secret>[^\s,]+)"),
        new(@"\bssh-key\s+(?<secret>\S.*)$"),
    ];

    /// <inheritdoc/>
    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken) =>
        TransportOption.Choose(context.Device, Ssh, Eapi) == Eapi
            ? await OpenEapiAsync(context, cancellationToken).ConfigureAwait(false)
            : await OpenShellAsync(context, cancellationToken).ConfigureAwait(false);

    private async Task<AristaEosSession> OpenShellAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var connection = await transport.ConnectAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            var channel = await connection.OpenShellAsync(TerminalSize.Wide, cancellationToken).ConfigureAwait(false);
            var shell = new AristaEosShell(connection, new CliSession(channel, Profile, context), context);
            RefuseOld(await shell.PrepareAsync(cancellationToken).ConfigureAwait(false), context);
            return new(shell, context);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<AristaEosSession> OpenEapiAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var api = new AristaEosApi(new HttpDeviceClient(_web, context, AristaEosApi.Service), context);
        try
        {
            RefuseOld(await api.PrepareAsync(cancellationToken).ConfigureAwait(false), context);
            return new(api, context);
        }
        catch
        {
            await api.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Of a version in a form of its own, e.g. an engineering build's, nothing is known that speaks against it.
    private static void RefuseOld(string version, DeviceContext context)
    {
        if (AristaEosOutput.Version(version) is { } release && release < FirstWithCommitTimer)
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"'{context.Device.Name}' runs EOS {release}; configuration sessions with a commit timer came with {FirstWithCommitTimer}. Update it.");
        }
    }

    // host>  host#  host(s1)(config-s-abc123-if-Et1)#  ; MLAG and dual-supervisor systems put (s1)-like text behind the name.
    [GeneratedRegex(@"^(?<host>[\w.\-/]+)(?:\((?:s\d+|\w+:[\w.\-]+)\))?(?:\((?<mode>config[^()]*)\))?(?<level>[>#]) ?")]
    private static partial Regex PromptPattern();

    [GeneratedRegex(@"^\s*%|returned error code|not found(?! in current VLAN)|Maximum number of pending sessions|^Error:|Permission denied", RegexOptions.IgnoreCase)]
    private static partial Regex FailurePattern();

    // "! ..." are warnings; the here-doc commands tell how to end the text.
    [GeneratedRegex(@"^\s*$|^\s*!|^Enter (?:TEXT|.*certificate|.*key)|^Type 'EOF'|not found in current VLAN", RegexOptions.IgnoreCase)]
    private static partial Regex HarmlessPattern();

    // Syslog as a terminal shows it: Nov 22 21:36:21 leaf1 Ebra: %LINEPROTO-5-UPDOWN: ...
    [GeneratedRegex(@"^[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \S+ [^:]+: %[A-Z0-9_]+-\d-[A-Z0-9_]+:")]
    private static partial Regex NoisePattern();

    [GeneratedRegex(@"--More--\s*$")]
    private static partial Regex PagerPattern();
}
