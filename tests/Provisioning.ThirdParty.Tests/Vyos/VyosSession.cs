using System.Globalization;
using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.ThirdParty.Tests.Vyos;

/// <summary>
/// A session in VyOS's configuration mode, whose working copy is its own and goes with it. The way back is a saved copy of the
/// running config, <c>/config/prv-RUNID.boot</c>; it tells whose commit waits, too.
/// </summary>
internal sealed partial class VyosSession(IDeviceConnection connection, CliSession cli, DeviceContext context) : CliDeviceSession(connection, cli, context)
{
    private const string Running = "run show configuration commands";
    private const string Startup = "vyos-config-to-commands /config/config.boot";

    private string Backup => $"/config/prv-{Context.RunId}.boot";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await Cli.WaitForPromptAsync(cancellationToken);
        await ExpectAsync(["set terminal length 0", "configure"], cancellationToken);
        if (!Cli.Prompt.TrimEnd().EndsWith('#'))
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"'{Name}' does not let '{Context.Credential.Username}' into its configuration mode. Give the login the level admin.");
        }
    }

    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken) =>
        Text(await ReadAsync(store == ConfigStore.Startup ? Startup : Running, cancellationToken));

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var lines = VyosConfig.Lines(config);
        await DiscardAsync(cancellationToken);
        HasCandidate = true;
        var before = operation == LoadOperation.Replace ? VyosConfig.Deletions(await GetConfigAsync(ConfigStore.Running, cancellationToken)) : [];
        var replies = await Cli.SendAllAsync([.. before, .. lines], cancellationToken);
        if (replies.FirstOrDefault(reply => Refusal(reply) is not null) is { } refused)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' rejected line {refused.Line.Number} of the intended config, '{Masked(refused.Line.Text)}', with '{Masked(refused.Text.Trim())}'. Nothing was changed.");
        }
    }

    public override async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        var reply = await Cli.ReadAnyAsync("compare", cancellationToken);
        return Failure(reply) is { } failure ? throw new DiffException(ErrorCode.DiffFailed, $"'{Name}' answered 'compare' with '{Masked(failure)}'.")
            : ConfigDiff.FromDevice(IsSame(reply) ? "" : Text(reply), Context.Secrets);
    }

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        var (owner, _) = await StateAsync(cancellationToken);
        if (owner is not null)
        {
            throw new CommitException(ErrorCode.DeviceBusy, $"A commit of '{owner}' on '{Name}' waits for its confirmation. Nothing was changed.");
        }

        // The timer ends in a reboot into the saved config, which must be the one that was running.
        if (request.ConfirmTimeout is not null && await GetConfigAsync(ConfigStore.Running, cancellationToken) != await GetConfigAsync(ConfigStore.Startup, cancellationToken))
        {
            throw new CommitException(ErrorCode.PrerequisiteMissing, $"'{Name}' has unsaved changes, which the end of a commit timer would lose. Save them, or set ConfirmTimeout to null. Nothing was changed.");
        }

        await SayAsync($"save {Backup}", "Done", ErrorCode.CommitFailed, cancellationToken);
        HasCandidate = false;
        var reply = request.ConfirmTimeout is { } timeout
            ? await Cli.SendCommitAsync(string.Create(CultureInfo.InvariantCulture, $"commit-confirm {Math.Ceiling(timeout.TotalMinutes)}"), cancellationToken, new CliQuestion(ProceedPattern(), "y"))
            : await Cli.SendCommitAsync("commit", cancellationToken);
        if (Failure(reply) is not null || (request.ConfirmTimeout is not null && !reply.Text.Contains("Initialized commit-confirm", StringComparison.Ordinal)) || !IsSame(await Cli.ReadAnyAsync("compare", cancellationToken)))
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' did not say that '{reply.Line.Text}' succeeded; it answered '{Masked(reply.Text.Trim())}'.");
        }
    }

    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken) =>
        (await StateAsync(cancellationToken)).Owner is { } owner ? new(owner, Remaining: null) : null;

    public override async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        if ((await StateAsync(cancellationToken)).Owner != Context.RunId)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"No commit of this run waits for its confirmation on '{Name}' any more.");
        }

        await SayAsync("confirm", "timer stopped", ErrorCode.ConfirmFailed, cancellationToken);
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var (owner, files) = await StateAsync(cancellationToken);
        if (!files.Contains(Backup) || (owner is not null && owner != Context.RunId))
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' has nothing of this run to go back to.");
        }

        string[] steps = owner is null ? [$"load {Backup}", "commit"] : [$"load {Backup}", "commit", "confirm"];
        foreach (var step in steps)
        {
            var reply = await Cli.SendCommitAsync(step, cancellationToken);
            if (Failure(reply) is { } failure)
            {
                throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' answered '{step}' with '{Masked(failure)}'.");
            }
        }
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        var reply = await ExpectAsync("discard", cancellationToken);
        HasCandidate = !reply.Text.Contains("changes have been discarded", StringComparison.OrdinalIgnoreCase);
        if (HasCandidate)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered 'discard' with '{Masked(reply.Text)}'.");
        }
    }

    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        await SayAsync("save", "Done", ErrorCode.SaveFailed, cancellationToken);
        if (await GetConfigAsync(ConfigStore.Running, cancellationToken) != await GetConfigAsync(ConfigStore.Startup, cancellationToken))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' says that it saved, but its startup config differs from its running config.");
        }
    }

    public override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await DiscardAsync(cancellationToken);
        await ExpectAsync($"rm -f {Backup}", cancellationToken);
        if ((await StateAsync(cancellationToken)).Files.Contains(Backup))
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' does not remove '{Backup}'.");
        }
    }

    private static string Text(CliReply reply) => string.Join('\n', reply.Output.SkipWhile(string.IsNullOrWhiteSpace)).TrimEnd() + "\n";

    private static bool IsSame(CliReply compare) => compare.Text.Contains("No changes between working and active configurations", StringComparison.Ordinal);

    /// <summary>Whose commit waits, and the copies that runs have laid down.</summary>
    private async Task<(string? Owner, IReadOnlyList<string> Files)> StateAsync(CancellationToken cancellationToken)
    {
        var replies = await ExpectAsync(["systemctl is-active commit-confirm.timer", "ls -1t /config"], cancellationToken);
        var files = replies[1].Output.Where(name => name.StartsWith("prv-", StringComparison.Ordinal)).Select(name => $"/config/{name.Trim()}").ToList();
        var owner = files.Contains(Backup) ? Context.RunId : files.Select(file => RunOf().Match(file)).FirstOrDefault(match => match.Success)?.Groups[1].Value ?? "somebody";
        return replies[0].Text.Trim() switch
        {
            "active" => (owner, files),
            "inactive" or "unknown" => (null, files),
            var other => throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' says of its commit timer: '{Masked(other)}'."),
        };
    }

    private async Task SayAsync(string command, string said, ErrorCode code, CancellationToken cancellationToken)
    {
        var reply = await Cli.SendCommitAsync(command, cancellationToken);
        if (Failure(reply) is not null || !reply.Text.Contains(said, StringComparison.Ordinal))
        {
            throw new CommitException(code, $"'{Name}' did not say that '{command}' succeeded; it answered '{Masked(reply.Text.Trim())}'.");
        }
    }

    [GeneratedRegex(@"Proceed ?\? \[[Yy]/[Nn]\]\s*$")]
    private static partial Regex ProceedPattern();

    [GeneratedRegex(@"^/config/prv-([0-9a-f]{8})\.boot$")]
    private static partial Regex RunOf();
}
