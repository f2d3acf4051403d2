using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Transports;

namespace Provisioning.ThirdParty.Tests.Vyos;

/// <summary>
/// VyOS 1.4 over SSH, as somebody else would add it to the library. Written from VyOS's documentation ("Configuration overview")
/// and its published <c>config_mgmt.py</c>; never tried on VyOS.
/// </summary>
public sealed partial class VyosPlatform(IDeviceTransport transport) : IPlatform
{
    private static readonly CliProfile Profile = new()
    {
        Prompt = PromptPattern(),
        PromptHead = HeadPattern(),
        Failure = FailurePattern(),
        Harmless = HarmlessPattern(),
        Noise = NoisePattern(),
        Comment = "#",
    };

    public string Name => "vyos";

    public IReadOnlyList<string> Aliases { get; } = ["vyos_vyos"];

    public IReadOnlyList<string> CommentMarkers { get; } = ["#"];

    public IReadOnlyList<DeviceOption> Options { get; } = [.. transport.Options, TypeAheadOption.Option];

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Operations = [LoadOperation.Merge, LoadOperation.Replace],
        MergeDiff = DiffOrigin.Device,
        ReplaceDiff = DiffOrigin.Device,
        CommitConfirm = true,
        ConfirmTimeouts = (TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
        AtomicCommit = true,
    };

    public IReadOnlyList<SecretPattern> SecretPatterns { get; } =
    [
        new(@"\b(?:(?:plaintext-|encrypted-)?password|pre-shared-secret|secret|community|private-key)\s+'(?<secret>[^']*)'"),
        new(@"\b(?:(?:plaintext-|encrypted-)?password|pre-shared-secret|secret|community|private-key)\s+(?<secret>[^'\s]\S*)"),
    ];

    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var connection = await transport.ConnectAsync(context, cancellationToken);
        try
        {
            var channel = await connection.OpenShellAsync(TerminalSize.Wide, cancellationToken);
            var session = new VyosSession(connection, new CliSession(channel, Profile, context), context);
            await session.PrepareAsync(cancellationToken);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // vyos@r1:~$   vyos@r1#
    [GeneratedRegex(@"^[\w.\-]+@(?<host>[\w.\-]+)(?::[~/][\w./\-]*)?[#$] ?")]
    private static partial Regex PromptPattern();

    [GeneratedRegex(@"^\[edit[^\]]*\]\s*$")]
    private static partial Regex HeadPattern();

    [GeneratedRegex(@"^\s*(?:Set failed|Delete failed|Commit failed|Invalid (?:value|command)|Value validation failed|Error\b|Configuration path: .* is not valid|Another confirm is pending)|\]\] failed$|command not found|^Cannot ", RegexOptions.IgnoreCase)]
    private static partial Regex FailurePattern();

    [GeneratedRegex(@"^\s*$|^\s*Configuration path: .* already exists$|^\s*Nothing to delete")]
    private static partial Regex HarmlessPattern();

    [GeneratedRegex(@"^(?:Message from syslogd@|\w{3} +\d+ \d\d:\d\d:\d\d \S+ \S+\[\d+\]: )")]
    private static partial Regex NoisePattern();
}
