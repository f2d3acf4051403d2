using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <summary>
/// A session on an IOS or IOS-XE device. IOS has no candidate: it is a file beside the running config, <c>prv-RUNID-XXXX.cfg</c>.
/// Sources: Cisco, "Configuration Replace and Configuration Rollback", "Configuration Rollback Confirmed Change" and
/// "Contextual Configuration Diff Utility"; recorded exchanges summed up in this project's platform notes.
/// </summary>
/// <remarks>
/// A change that waits for its confirmation has no name on IOS, only a user. So a commit first writes the running config to
/// <c>prv-RUNID.cfg</c>: the way back, and the mark by which every session of the run knows the change as its own.
/// </remarks>
internal sealed partial class CiscoIosSession(IDeviceConnection connection, CliSession cli, DeviceContext context)
    : CliDeviceSession(connection, cli, context)
{
    private readonly CiscoIosOptions _options = CiscoIosOptions.Of(context.Device);
    private readonly string _candidate = CandidateName.New(context.RunId) + ".cfg";
    private CiscoIosState? _state;
    private LoadOperation _operation;
    private string? _shownDiff;

    private string Backup => $"prv-{Context.RunId}.cfg";

    private string CandidatePath => _state!.FileSystem + _candidate;

    /// <summary>Turns off what would cut or wrap the output, and enters privileged mode.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // A banner can look like a prompt; only the prompt that a command was echoed behind is believed.
        await Cli.WaitForPromptAsync(cancellationToken).ConfigureAwait(false);
        await ExpectAsync(["terminal length 0", "terminal width 511"], cancellationToken).ConfigureAwait(false);
        if (Cli.Prompt.TrimEnd().EndsWith('>'))
        {
            await EnableAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken)
    {
        var command = store switch
        {
            ConfigStore.Running => "show running-config",
            ConfigStore.Startup => "show startup-config",
            _ => $"more {CandidatePath}",
        };
        return CiscoIosOutput.Config((await ReadAsync(command, cancellationToken).ConfigureAwait(false)).Output);
    }

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var file = CiscoIosConfig.ToFile(config, operation);
        var state = _state ?? await LookAsync(cancellationToken).ConfigureAwait(false);
        if (operation == LoadOperation.Replace && Lack(state) is { } lack)
        {
            throw new LoadException(ErrorCode.PrerequisiteMissing, $"'{Name}' {lack} Without that it cannot undo a replacement that fails half-way. Nothing was changed.");
        }

        _operation = operation;
        HasCandidate = true;
        await PutCandidateAsync(file, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        try
        {
            _shownDiff = await (_operation == LoadOperation.Replace ? ReplacementDiffAsync(cancellationToken) : MergeDiffAsync(cancellationToken)).ConfigureAwait(false);
            return ConfigDiff.FromDevice(_shownDiff, Context.Secrets);
        }
        catch (FormatException exception)
        {
            throw new DiffException(ErrorCode.DiffFailed, $"'{Name}' answered the question for a diff with '{Masked(exception.Message)}'.", exception);
        }
    }

    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        var state = await LookAsync(cancellationToken).ConfigureAwait(false);
        return state.Timer is not { } timer ? null : new(OwnerOf(state), timer.Started + timer.Length - state.Clock);
    }

    public override async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        if (!IsOurs(await LookAsync(cancellationToken).ConfigureAwait(false)))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"No commit of this run waits for its confirmation on '{Name}' any more.");
        }

        // It answers nothing; that the timer is gone is the sign.
        var (reply, state) = await LookBehindAsync("configure confirm", cancellationToken).ConfigureAwait(false);
        if (Failure(reply) is { } failure)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' answered 'configure confirm' with '{Masked(failure)}'.");
        }

        if (state.Timer is not null)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' took the confirmation without an error but its rollback timer still runs.");
        }
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var state = await LookAsync(cancellationToken).ConfigureAwait(false);
        string? refusal = null;
        if (IsOurs(state))
        {
            refusal = NotReplaced(await Cli.SendCommitAsync("configure revert now", cancellationToken, FileQuestions).ConfigureAwait(false));
            if (refusal is null)
            {
                return;
            }
        }

        if (!state.Files.ContainsKey(Backup))
        {
            throw new RollbackException(ErrorCode.RollbackFailed, refusal is null
                ? $"'{Name}' has no backup '{Backup}' of this run to go back to."
                : $"'{Name}' answered 'configure revert now' with '{Masked(refusal)}', and has no backup '{Backup}' to go back to.");
        }

        var command = $"configure replace {state.FileSystem}{Backup} force";
        if (NotReplaced(await Cli.SendCommitAsync(command, cancellationToken, FileQuestions).ConfigureAwait(false)) is { } failure)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' answered '{command}' with '{Masked(failure)}'.");
        }

        // The timer would bring the old config back once more, over what others change until then.
        if (refusal is not null && (await LookBehindAsync("configure confirm", cancellationToken).ConfigureAwait(false)).State.Timer is not null)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' has its old config again, but its rollback timer still runs and will bring that back once more. Enter 'configure confirm' on it.");
        }
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        // What a session that is lost by now has left, only the device knows.
        IEnumerable<string> files = HasCandidate
            ? [_candidate]
            : (await LookAsync(cancellationToken).ConfigureAwait(false)).Files.Keys.Where(name => name.StartsWith($"prv-{Context.RunId}-", StringComparison.Ordinal));
        await DeleteAsync(files, cancellationToken).ConfigureAwait(false);
        HasCandidate = false;
    }

    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        // As good as 'copy running-config startup-config', and it asks nothing whatever 'file prompt' says.
        var reply = await Cli.SendCommitAsync("write memory", cancellationToken, FileQuestions).ConfigureAwait(false);
        if (Failure(reply) is not null || !reply.Text.Contains("[OK]", StringComparison.Ordinal))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' did not say that 'write memory' succeeded; it answered '{Masked(reply.Text)}'.");
        }

        var configs = await ReadAllAsync(["show running-config", "show startup-config"], cancellationToken).ConfigureAwait(false);
        if (CiscoIosOutput.Config(configs[0].Output) != CiscoIosOutput.Config(configs[1].Output))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' says that it saved, but its startup config differs from its running config.");
        }
    }

    // While a commit of the run waits for its confirmation, its backup is the mark that it is the run's.
    public override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        var state = await LookAsync(cancellationToken).ConfigureAwait(false);
        await DeleteAsync(state.Files.Keys.Where(name => RunOf(name) == Context.RunId && (name != Backup || !IsOurs(state))), cancellationToken).ConfigureAwait(false);
        HasCandidate = false;
    }

    private async Task EnableAsync(CancellationToken cancellationToken)
    {
        var password = Context.Credential.EnablePassword ?? Context.Credential.Password;
        var reply = await Cli.SendAsync("enable", cancellationToken, new CliQuestion(PasswordQuestion(), password?.Reveal() ?? "")).ConfigureAwait(false);
        if (!Cli.Prompt.TrimEnd().EndsWith('#'))
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"'{Name}' does not let '{Context.Credential.Username}' into privileged mode: '{Masked(reply.Text.Trim())}'. Give the login privilege 15, or set the enable password.");
        }
    }

    private async Task<string> ReplacementDiffAsync(CancellationToken cancellationToken) =>
        CiscoIosDiff.OfReplacement((await ReadAsync($"show archive config differences system:running-config {CandidatePath}", cancellationToken).ConfigureAwait(false)).Output);

    // The diff is asked for together with the running config, which tells what its 'no' lines would take away.
    private async Task<string> MergeDiffAsync(CancellationToken cancellationToken)
    {
        var replies = await ReadAllAsync([$"show archive config incremental-diffs {CandidatePath}", "show running-config"], cancellationToken).ConfigureAwait(false);
        var lines = CiscoIosDiff.Incremental(replies[0].Output);
        var running = new CiscoIosLines(replies[1].Output);
        var everything = CiscoIosDiff.NeedsDefaults(lines, running)
            ? new CiscoIosLines((await ReadAsync("show running-config all", cancellationToken).ConfigureAwait(false)).Output)
            : null;
        return CiscoIosDiff.OfMerge(lines, running, everything);
    }

    // What a device lacks that is to go back by itself; null when it lacks nothing.
    private static string? Lack(CiscoIosState state) => !state.HasTimers ? "knows no 'configure terminal revert', which came with IOS 12.4(20)T."
        : state.Archives ? null
        : $"has no configuration archive. Configure it: 'archive', then ' path {state.FileSystem}archive'.";

    private bool IsOurs(CiscoIosState state) => state.Timer is not null && OwnerOf(state) == Context.RunId;

    // The timer belongs to the run that wrote its backup last before it: a run that finds others at work does not start one.
    private string OwnerOf(CiscoIosState state) =>
        state.Timer!.User == Context.Credential.Username
        && Backups(state).Where(file => IsShortlyBefore(file.Value, state.Timer)).OrderBy(file => file.Value).LastOrDefault().Key is { } last
            ? RunOf(last)!
            : $"user {state.Timer.User}";

    // The two may be shown in different zones, which are whole quarters of an hour apart; a file's time may be a second off.
    private static bool IsShortlyBefore(DateTime? written, CiscoIosTimer timer) =>
        timer.Started - written is not { } between
        || Math.IEEERemainder(between.TotalSeconds, Zones.TotalSeconds) is var apart && apart >= -1 && apart < AtWork.TotalSeconds;

    private static IEnumerable<KeyValuePair<string, DateTime?>> Backups(CiscoIosState state) => state.Files.Where(file => BackupName().IsMatch(file.Key));

    private static string? RunOf(string file) => AnyName().Match(file) is { Success: true } own ? own.Groups[1].Value : null;

    [GeneratedRegex(@"[Pp]assword:\s*$")]
    private static partial Regex PasswordQuestion();

    [GeneratedRegex(@"^prv-[0-9a-f]{8}\.cfg$")]
    private static partial Regex BackupName();

    [GeneratedRegex(@"^prv-([0-9a-f]{8})[.-]")]
    private static partial Regex AnyName();
}
