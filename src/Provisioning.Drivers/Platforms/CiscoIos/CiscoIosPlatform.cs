using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <summary>Cisco IOS and IOS-XE over SSH, by files and <c>configure replace</c> (12.4(20)T or later for its rollback timers).</summary>
/// <param name="transport">Reaches the device.</param>
public sealed partial class CiscoIosPlatform(IDeviceTransport transport) : IPlatform
{
    // In configuration modes names are cut to twenty characters (platform notes).
    private const int ShownHostCharacters = 20;

    internal static CliProfile Profile { get; } = new()
    {
        Prompt = PromptPattern(),
        HostCharacters = ShownHostCharacters,
        Failure = FailurePattern(),
        Harmless = HarmlessPattern(),
        Noise = NoisePattern(),
        Questions = [new(PagerPattern(), " ", Enter: false)],
    };

    /// <inheritdoc/>
    public string Name => "cisco_ios";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["ios", "iosxe", "cisco_xe"];

    /// <inheritdoc/>
    public IReadOnlyList<string> CommentMarkers { get; } = ["!"];

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options { get; } = [.. transport.Options, TypeAheadOption.Option, .. CiscoIosOptions.All];

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; } = new()
    {
        Operations = [LoadOperation.Merge, LoadOperation.Replace],
        MergeDiff = DiffOrigin.Device,
        ReplaceDiff = DiffOrigin.Device,
        CommitConfirm = true,
        ConfirmTimeouts = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(120)),
        AtomicCommit = false,
        Stores = [ConfigStore.Running, ConfigStore.Startup, ConfigStore.Candidate],
    };

    /// <inheritdoc/>
    public IReadOnlyList<SecretPattern> SecretPatterns => CiscoIosSecrets.Patterns;

    /// <inheritdoc/>
    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var connection = await transport.ConnectAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            var channel = await connection.OpenShellAsync(TerminalSize.Wide, cancellationToken).ConfigureAwait(false);
            var session = new CiscoIosSession(connection, new CliSession(channel, Profile, context), context);
            await session.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // r1>  r1#  r1(config-if)#  r1(tcl)#  sw1(config-archive)#
    [GeneratedRegex(@"^(?<host>\w[\w.\-/]*)(?:\((?<mode>[\w\-+.:/]+)\))?(?<level>[>#]) ?")]
    private static partial Regex PromptPattern();

    // One line of Tcl's errors is as good as any; all of them name what was typed.
    [GeneratedRegex(@"^\s*%(?!No Rollback Confirmed Change pending|\s?[A-Z0-9_]+(?:-[A-Z0-9_]+)?-\d-)|Command authorization failed|Command rejected|\bBad mask\b|^Translating ""|^invalid command name|^wrong # args|^couldn't open|^can't read|^extra characters after|No space left on device|Privilege denied", RegexOptions.IgnoreCase)]
    private static partial Regex FailurePattern();

    // What IOS says by the way while it reads a config.
    [GeneratedRegex(@"^\s*$|^\s*!|^\s*% ?Warning|addresses from all interfaces in VRF .* have been removed|^\s*% ?Generating |^\s*% ?Key pair |^\s*% ?Please (?:answer|write mem)|^\s*%Portfast |^Enter configuration commands|^Rollback Confirmed Change: Backing up", RegexOptions.IgnoreCase)]
    private static partial Regex HarmlessPattern();

    // *Nov 24 11:18:25.123: %SYS-5-CONFIG_I: ...   000123: Nov 24 11:18:25 UTC: %...   1w2d: %...   00:06:10: %...   and two
    // that have no mark: what configure replace and its timer say of themselves.
    [GeneratedRegex(@"^(?:\d+: )?(?:[*.]?(?:[A-Z][a-z]{2} +\d+ (?:\d{4} )?[\d:.]+(?: [A-Z]+)?|\d+[ywdh]\d+[wdhm]|[\d:]{8}): )?%[A-Z0-9_]+(?:-[A-Z0-9_]+)*-\d-[A-Z0-9_]+:|^[*.]?[A-Z][a-z]{2} +\d+ [\d:.]+(?: [A-Z]+)?: Rollback:|^Rollback Confirmed Change: Rollback will begin|^Enter ""configure confirm""")]
    private static partial Regex NoisePattern();

    [GeneratedRegex(@"--More--\s*$")]
    private static partial Regex PagerPattern();
}
