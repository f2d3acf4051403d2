using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Platforms.NokiaSrl;

/// <summary>
/// Nokia SR Linux over SSH, by private candidates and confirmed commits. Takes flat <c>set / ...</c> and <c>delete / ...</c> lines
/// and the form with braces that <c>info</c> prints.
/// </summary>
/// <param name="transport">Reaches the device.</param>
public sealed partial class NokiaSrlPlatform(IDeviceTransport transport) : IPlatform
{
    internal static CliProfile Profile { get; } = new()
    {
        Prompt = PromptPattern(),
        PromptHead = PromptHeadPattern(),
        FirstLine = "environment cli-engine type basic",
        Continuation = ContinuationPattern(),
        Failure = FailurePattern(),
        Harmless = HarmlessPattern(),
        Noise = NoisePattern(),
        Comment = "#",
    };

    /// <inheritdoc/>
    public string Name => "nokia_srl";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["srl", "srlinux", "nokia_srlinux"];

    /// <inheritdoc/>
    public IReadOnlyList<string> CommentMarkers { get; } = ["#"];

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options { get; } = [.. transport.Options, TypeAheadOption.Option];

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; } = new()
    {
        Operations = [LoadOperation.Merge, LoadOperation.Replace],
        MergeDiff = DiffOrigin.Device,
        ReplaceDiff = DiffOrigin.Device,
        Validate = true,
        CommitConfirm = true,
        AtomicCommit = true,
        Stores = [ConfigStore.Running, ConfigStore.Startup, ConfigStore.Candidate],
    };

    /// <inheritdoc/>
    public IReadOnlyList<SecretPattern> SecretPatterns { get; } =
    [
        new(@"\b(?:password|secret-key|shared-secret|authentication-key|pre-shared-key|community|openai-key)\s+(?<secret>""(?:[^""\\]|\\.)*""?|(?![{\[])\S+)"),
        new(@"\b(?:server-profile|client-profile)\s+\S+\s+key\s+(?<secret>""(?:[^""\\]|\\.)*""?|\S+)"),
        new(@"(?<secret>\$aes\d*\$[^\s""]+)"),
        new(@"\bssh-key\s+(?<secret>\[\s*\S.*\]|""[^""]*""|(?!\[)\S.*$)"),
        new(@"(?<secret>\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S+)\s+AAAA[^""]*)"),
    ];

    /// <inheritdoc/>
    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var connection = await transport.ConnectAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            var channel = await connection.OpenShellAsync(TerminalSize.Wide, cancellationToken).ConfigureAwait(false);
            var session = new NokiaSrlSession(connection, new CliSession(channel, Profile, context), context);
            await session.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // A:leaf1#  A:admin@leaf1#  ; the letter is the slot of the control module.
    [GeneratedRegex(@"^[A-D]:(?:[\w.\-]+@)?(?<host>[\w.\-]+)# ?")]
    private static partial Regex PromptPattern();

    // --{ running }--[  ]--   --{ [FACTORY] +!* candidate private NAME }--[ interface ethernet-1/1 ]--
    [GeneratedRegex(@"^--\{ (?:\[[\w ]+\] )*(?:[+!*]+ )?(?:running|state|show|candidate [\w\- .:]+) \}--\[ .*\]--\s*$")]
    private static partial Regex PromptHeadPattern();

    [GeneratedRegex(@"^\.\.\. |^> ")]
    private static partial Regex ContinuationPattern();

    // Error: ...   Parsing error: ...   Error in path: ...   Error 'Revert failed':   [FailedPrecondition] ...
    [GeneratedRegex(@"^\s*(?:Error\b|Parsing error\b|\[[A-Z][A-Za-z]+\] )|^Command execution aborted")]
    private static partial Regex FailurePattern();

    [GeneratedRegex(@"^\s*$|^\s*Warning\b")]
    private static partial Regex HarmlessPattern();

    // The device's own syslog; that it reaches terminals at all is unconfirmed.
    [GeneratedRegex(@"^(?:[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*) \S+ sr_\w+(?:\[\d+\])?: ")]
    private static partial Regex NoisePattern();
}
