using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Http;
using Provisioning.Drivers.Transports;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>
/// Cisco NX-OS over SSH or NX-API. A replacement and the way back of every commit are <c>configure replace</c> with its commit timer where
/// the model has it (Nexus 3000 and 9000; 7000 from 8.2 on), else checkpoint files.
/// </summary>
/// <param name="transport">Reaches the device's terminal.</param>
/// <param name="web">Reaches its NX-API; <see cref="HttpTransport.Beside"/> when null.</param>
public sealed partial class CiscoNxosPlatform(IDeviceTransport transport, IHttpTransport? web = null) : IPlatform
{
    private const string Ssh = "ssh";
    private const string Nxapi = "nxapi";
    private readonly IHttpTransport _web = HttpTransport.Beside(transport, web);

    internal static CliProfile Profile { get; } = new()
    {
        Prompt = PromptPattern(),
        Failure = FailurePattern(),
        Harmless = HarmlessPattern(),
        Noise = NoisePattern(),
        Questions = [new(PagerPattern(), " ", Enter: false), new(OverwritePattern(), "y")],
    };

    /// <inheritdoc/>
    public string Name => "cisco_nxos";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["nxos"];

    /// <inheritdoc/>
    public IReadOnlyList<string> CommentMarkers { get; } = ["!"];

    /// <inheritdoc/>
    public IReadOnlyList<DeviceOption> Options { get; } =
        [TransportOption.Declare(Ssh, Nxapi), .. transport.Options, .. HttpTransport.Beside(transport, web).Options, TypeAheadOption.Option];

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; } = new()
    {
        Transports = ["SSH", "NX-API"],
        Operations = [LoadOperation.Merge, LoadOperation.Replace],
        MergeDiff = DiffOrigin.Computed,
        ReplaceDiff = DiffOrigin.Device,
        CommitConfirm = true,
        RollbackStopsTimer = true,
        ConfirmTimeouts = (TimeSpan.FromSeconds(30), TimeSpan.FromHours(1)),
        Stores = [ConfigStore.Running, ConfigStore.Startup, ConfigStore.Candidate],
    };

    /// <inheritdoc/>
    public IReadOnlyList<SecretPattern> SecretPatterns => CiscoNxosSecrets.Patterns;

    /// <inheritdoc/>
    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken) =>
        TransportOption.Choose(context.Device, Ssh, Nxapi) == Nxapi
            ? await OpenApiAsync(context, cancellationToken).ConfigureAwait(false)
            : await OpenShellAsync(context, cancellationToken).ConfigureAwait(false);

    private async Task<CiscoNxosSession> OpenApiAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var api = new NxosApi(new(_web, context, NxosApi.Commands), new(_web, context, NxosApi.Files), context);
        try
        {
            // It connects and logs in with the first request.
            await api.RunAsync(["show clock"], cancellationToken).ConfigureAwait(false);
            return new(api, context);
        }
        catch
        {
            await api.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<CiscoNxosSession> OpenShellAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        var connection = await transport.ConnectAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            var channel = await connection.OpenShellAsync(TerminalSize.Wide, cancellationToken).ConfigureAwait(false);
            var shell = new NxosShell(connection, new CliSession(channel, Profile, context), context);
            await shell.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return new(shell, context);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // host>  host#  host(maint-mode)#  host(config-if)#  host(conf-tm-dest)#  host-tcl#  and always a blank behind it (recorded,
    // scrapli and its issue 369).
    [GeneratedRegex(@"^(?<host>[\w.\-/]+?)(?<tcl>-tcl)?(?:\(maint-mode\))?(?:\((?<mode>conf[^()]*)\))?[>#] ")]
    private static partial Regex PromptPattern();

    // "... at '^' marker." comes with and without "% " before it (both recorded).
    [GeneratedRegex(@"^\s*%|\bat '\^' marker|^ERROR\b|^Error\b|Syntax error while parsing|\bfailed\b(?! to be)|^FCOE is enabled|not allowed|Permission denied|[Aa]uthorization failed|^No such file|^Could not |^Unable to |^Duplicate sequence number|^Cannot |No corresponding .* configured|user not present|non-existing", RegexOptions.IgnoreCase)]
    private static partial Regex FailurePattern();

    [GeneratedRegex(@"^\s*$|^\s*!|^Warning\b|^Note\b|^Enter configuration commands", RegexOptions.IgnoreCase)]
    private static partial Regex HarmlessPattern();

    // Syslog as a terminal shows it: 2021 Mar  4 01:17:44 switch %ETHPORT-5-IF_UP: Interface Ethernet1/1 is up
    [GeneratedRegex(@"^\d{4} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d(?:\.\d+)? \S+ .*?%[A-Z0-9_]+(?:-[A-Z0-9_]+)*-\d-[A-Z0-9_]+:")]
    private static partial Regex NoisePattern();

    [GeneratedRegex(@"--More--\s*$")]
    private static partial Regex PagerPattern();

    // Only files of ours are ever written over.
    [GeneratedRegex(@"overwrite.*\(y/n\)\s*\??\s*(?:\[[yn]\])?\s*\??\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex OverwritePattern();
}
