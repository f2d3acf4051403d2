using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.NokiaSrl;

/// <summary>
/// A session on an SR Linux device. Sources: Nokia SR Linux 23.10, "Configuration management"; the YANG modules
/// srl_nokia-configuration and srl_nokia-tools-configuration of 24.10. Candidates and the checkpoint begin with <c>prv-RUNID</c>,
/// and any session may accept or reject a confirmed commit, which is known by the candidate that it came from.
/// </summary>
internal sealed partial class NokiaSrlSession(IDeviceConnection connection, CliSession cli, DeviceContext context)
    : CliDeviceSession(connection, cli, context)
{
    private const string ReadState = "info flat from state / system configuration";
    private const string Accept = "tools system configuration confirmed-accept";
    private const string Reject = "tools system configuration confirmed-reject";
    private readonly string _candidate = CandidateName.New(context.RunId);

    private string Prefix => $"prv-{Context.RunId}-";

    private string Checkpoint => $"prv-{Context.RunId}";

    // Of a candidate that nobody else can have.
    private string EnterAside => $"enter candidate private name {_candidate}-aside";

    private bool IsInCandidate => Cli.Prompt.Contains($"candidate private {_candidate} ", StringComparison.Ordinal);

    /// <summary>Makes the command line plain, and goes to the root of the running mode.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await Cli.WaitForPromptAsync(cancellationToken).ConfigureAwait(false);
        await ExpectAsync(["environment complete-on-space false", "enter running", "/"], cancellationToken).ConfigureAwait(false);
    }

    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken)
    {
        if (store == ConfigStore.Startup)
        {
            return (await ReadStartupAsync(cancellationToken).ConfigureAwait(false)).Startup;
        }

        if (store == ConfigStore.Candidate && !IsInCandidate)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"Nothing was loaded into a candidate of '{Name}' in this session.");
        }

        var command = store == ConfigStore.Running ? "info flat from running" : "info flat";
        return NokiaSrlOutput.Text((await ReadAllAsync([command], cancellationToken).ConfigureAwait(false))[0].Output);
    }

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var lines = NokiaSrlConfig.Lines(config);
        HasCandidate = true;
        string[] enter = [ReadState, $"enter candidate private name {_candidate}", .. operation == LoadOperation.Replace ? ["delete /"] : Array.Empty<string>()];
        var entered = await ReadAllAsync(enter, cancellationToken).ConfigureAwait(false);
        RefuseLocked(State(entered[0]));
        if (!IsInCandidate)
        {
            throw new ConnectionException(ErrorCode.DeviceBusy, $"'{Name}' opens no candidate for this run; it answered '{Masked(string.Join(' ', entered.Skip(1).Select(reply => reply.Text.Trim())))}'.");
        }

        RefuseRejected(lines, await Cli.SendAllAsync(lines, cancellationToken).ConfigureAwait(false));
    }

    public override async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        var reply = await Cli.ReadAnyAsync("diff", cancellationToken).ConfigureAwait(false);
        return reply.Output.FirstOrDefault(line => line.Length > 0) is { } first && Cli.Profile.Failure.IsMatch(first)
            ? throw new DiffException(ErrorCode.DiffFailed, $"'{Name}' answered 'diff' with '{Masked(first)}'.")
            : ConfigDiff.FromDevice(NokiaSrlOutput.Text(reply.Output), Context.Secrets);
    }

    public override async Task ValidateAsync(CancellationToken cancellationToken)
    {
        var reply = await Cli.SendCommitAsync("commit validate", cancellationToken).ConfigureAwait(false);
        if (Failure(reply) is not null || !reply.Text.Contains("All changes are valid.", StringComparison.Ordinal))
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' does not find the candidate valid; it answered '{Masked(reply.Text.Trim())}'. Nothing was changed.");
        }
    }

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        RefuseBusy(await StateAsync(cancellationToken).ConfigureAwait(false));
        await SayAsync($"tools system configuration generate-checkpoint name {Checkpoint}", $"with name '{Checkpoint}'", ErrorCode.CommitFailed, cancellationToken).ConfigureAwait(false);
        var command = request.ConfirmTimeout is { } timeout ? $"commit confirmed timeout {NokiaSrlOutput.Seconds(timeout)}" : "commit now";
        var reply = await Cli.SendCommitAsync(command, cancellationToken).ConfigureAwait(false);
        if (reply.Output.FirstOrDefault(SomebodyElses().IsMatch) is { } busy)
        {
            await Cli.SendAsync($"tools system configuration checkpoint {Checkpoint} clear", cancellationToken).ConfigureAwait(false);
            throw new CommitException(ErrorCode.DeviceBusy, $"'{Name}' answered '{command}' with '{Masked(busy)}'. Nothing was changed.");
        }

        HasCandidate = false;
        Expect(reply, "All changes have been committed", ErrorCode.CommitFailed);
        var pending = (await StateAsync(cancellationToken).ConfigureAwait(false)).Pending?.Candidate;
        if (request.ConfirmTimeout is not null ? pending != _candidate : pending is not null)
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' took '{command}' without an error but {(pending is null ? "shows no commit that waits for its confirmation" : $"shows that of candidate '{pending}' as waiting")}.");
        }
    }

    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken) =>
        (await StateAsync(cancellationToken).ConfigureAwait(false)).Pending is { } pending ? new(OwnerOf(pending), Remaining: null) : null;

    public override async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        if (!IsOurs((await StateAsync(cancellationToken).ConfigureAwait(false)).Pending))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"No commit of this run waits for its confirmation on '{Name}' any more.");
        }

        var reply = await Cli.SendCommitAsync(Accept, cancellationToken).ConfigureAwait(false);
        if (Failure(reply) is { } failure)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' answered '{Accept}' with '{Masked(failure)}'.");
        }

        if ((await StateAsync(cancellationToken).ConfigureAwait(false)).Pending is not null)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' took the confirmation without an error but still shows the commit as unconfirmed.");
        }
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var state = await StateAsync(cancellationToken).ConfigureAwait(false);
        if (!IsOurs(state.Pending))
        {
            await RevertAsync(state, cancellationToken).ConfigureAwait(false);
            return;
        }

        var reply = await Cli.SendCommitAsync(Reject, cancellationToken).ConfigureAwait(false);
        if (Failure(reply) is not null || (await StateAsync(cancellationToken).ConfigureAwait(false)).Pending is not null)
        {
            throw NotRolledBack(Reject, reply.Text.Trim());
        }
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        string[] leave = IsInCandidate ? ["discard now", ReadState] : [ReadState];
        var state = State((await ReadAllAsync(leave, cancellationToken).ConfigureAwait(false))[^1]);
        await RemoveAsync(LeftCandidates(state).Select(name => $"candidate {name}"), LeftCandidates, cancellationToken).ConfigureAwait(false);
        HasCandidate = false;
    }

    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        await SayAsync("save startup", "Saved current running configuration as initial (startup) configuration", ErrorCode.SaveFailed, cancellationToken).ConfigureAwait(false);
        var (running, startup) = await ReadStartupAsync(cancellationToken).ConfigureAwait(false);
        if (startup != running)
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' says that it saved, but its startup config differs from its running config.");
        }
    }

    public override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await DiscardAsync(cancellationToken).ConfigureAwait(false);
        var state = await StateAsync(cancellationToken).ConfigureAwait(false);
        await RemoveAsync(LeftCheckpoints(state).Select(name => $"checkpoint {name}"), LeftCheckpoints, cancellationToken).ConfigureAwait(false);
    }

    [GeneratedRegex(@"^prv-([0-9a-f]{8})-")]
    private static partial Regex OwnName();

    // Cannot commit transaction (commit confirmed in progress)   There is a commit already in progress for this candidate
    [GeneratedRegex(@"commit confirmed in progress|commit already in progress|is locked", RegexOptions.IgnoreCase)]
    private static partial Regex SomebodyElses();
}
