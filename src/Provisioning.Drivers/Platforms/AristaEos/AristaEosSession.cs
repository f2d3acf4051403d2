using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>
/// A session on an EOS device. Sources: Arista's EOS user manual, "Configuration sessions"; recorded exchanges summed up in
/// this project's platform notes. Names begin with <c>prv-RUNID</c>, so that a later session of the run knows its own.
/// </summary>
internal sealed partial class AristaEosSession(IDeviceConnection connection, CliSession cli, DeviceContext context)
    : CliDeviceSession(connection, cli, context)
{
    private readonly string _candidate = $"prv-{context.RunId}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";

    private string Prefix => $"prv-{Context.RunId}-";

    private string Checkpoint => $"flash:prv-{Context.RunId}.cfg";

    /// <summary>Turns off what would cut or wrap the output, and enters privileged mode.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // A banner can look like a prompt; only the prompt that a command was echoed behind is believed.
        await Cli.WaitForPromptAsync(cancellationToken).ConfigureAwait(false);
        await ExpectAsync(["terminal length 0", "terminal width 32767"], cancellationToken).ConfigureAwait(false);
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
            _ => $"show session-config named {_candidate}",
        };
        return AristaEosOutput.Config((await ReadAsync(command, cancellationToken).ConfigureAwait(false)).Output);
    }

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var enter = $"configure session {_candidate}";
        var lines = AristaEosConfig.Lines(config, enter);
        HasCandidate = true;
        await EnterAsync(operation == LoadOperation.Replace ? [enter, "rollback clean-config"] : [enter], cancellationToken).ConfigureAwait(false);
        var replies = await Cli.SendAllAsync(lines, cancellationToken).ConfigureAwait(false);
        RefuseRejected(lines, replies);
    }

    public override async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        // From the top, never from inside a mode: there EOS prints no diff at all.
        var command = $"show session-config named {_candidate} diffs";
        var reply = await Cli.ReadAnyAsync(command, cancellationToken).ConfigureAwait(false);
        return reply.Output.FirstOrDefault(line => line.StartsWith('%')) is { } failure
            ? throw new DiffException(ErrorCode.DiffFailed, $"'{Name}' answered '{command}' with '{Masked(failure)}'.")
            : ConfigDiff.FromDevice(AristaEosOutput.Diff(reply.Output), Context.Secrets);
    }

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        await CopyAsync($"copy running-config {Checkpoint}", ErrorCode.CommitFailed, cancellationToken).ConfigureAwait(false);
        var timer = request.ConfirmTimeout is { } timeout ? $" timer {AristaEosOutput.Timer(timeout)}" : "";
        HasCandidate = false;
        await CommitAsync($"configure session {_candidate} commit{timer}", ErrorCode.CommitFailed, cancellationToken).ConfigureAwait(false);

        var sessions = await SessionsAsync(cancellationToken).ConfigureAwait(false);
        if (request.ConfirmTimeout is not null && sessions.Pending != _candidate)
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' took the commit of session '{_candidate}' without an error but shows no commit timer for it.");
        }

        if (IsOpen(sessions, _candidate))
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' took the commit of session '{_candidate}' without an error but still shows it as not committed.");
        }
    }

    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        var sessions = await SessionsAsync(cancellationToken).ConfigureAwait(false);
        return sessions.Pending is null ? null : new(OwnerOf(sessions.Pending), Remaining: null);
    }

    public override async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var pending = (await SessionsAsync(cancellationToken).ConfigureAwait(false)).Pending;
        if (pending is null || !pending.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"No commit of this run waits for its confirmation on '{Name}' any more.");
        }

        await CommitAsync($"configure session {pending} commit", ErrorCode.ConfirmFailed, cancellationToken).ConfigureAwait(false);
        if ((await SessionsAsync(cancellationToken).ConfigureAwait(false)).Pending is not null)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' took the confirmation without an error but its commit timer still runs.");
        }
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var pending = (await SessionsAsync(cancellationToken).ConfigureAwait(false)).Pending;
        var command = pending?.StartsWith(Prefix, StringComparison.Ordinal) == true
            ? $"configure session {pending} abort"
            : $"configure replace {Checkpoint}";
        var reply = await Cli.SendCommitAsync(command, cancellationToken).ConfigureAwait(false);
        if (Failure(reply) is { } failure)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' answered '{command}' with '{Masked(failure)}'.");
        }
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        var sessions = await SessionsAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in sessions.States.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && IsOpen(sessions, name)))
        {
            await LeaveAsync(cancellationToken).ConfigureAwait(false);
            await ExpectAsync($"configure session {name} abort", cancellationToken).ConfigureAwait(false);
        }

        HasCandidate = false;
    }

    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        await CopyAsync("copy running-config startup-config", ErrorCode.SaveFailed, cancellationToken).ConfigureAwait(false);
        var running = await GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        if (await GetConfigAsync(ConfigStore.Startup, cancellationToken).ConfigureAwait(false) != running)
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' says that it saved, but its startup config differs from its running config.");
        }
    }

    // Whether there is a file to delete does not matter, so neither does the answer.
    public override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await DiscardAsync(cancellationToken).ConfigureAwait(false);
        await Cli.SendAsync($"delete {Checkpoint}", cancellationToken).ConfigureAwait(false);
    }

    private async Task EnterAsync(IReadOnlyList<string> commands, CancellationToken cancellationToken)
    {
        try
        {
            await ExpectAsync(commands, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectionException full) when (full.Message.Contains("Maximum number", StringComparison.OrdinalIgnoreCase))
        {
            throw new ConnectionException(ErrorCode.DeviceBusy, full.Message, full);
        }
    }

    private async Task EnableAsync(CancellationToken cancellationToken)
    {
        var password = Context.Credential.EnablePassword ?? Context.Credential.Password;
        var question = new CliQuestion(PasswordQuestion(), password?.Reveal() ?? "");
        var reply = await Cli.SendAsync("enable", cancellationToken, question).ConfigureAwait(false);
        if (!Cli.Prompt.TrimEnd().EndsWith('#'))
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"'{Name}' does not let '{Context.Credential.Username}' into privileged mode: '{Masked(reply.Text.Trim())}'. Give the login privilege 15, or set the enable password.");
        }
    }

    private static bool IsOpen(EosSessions sessions, string name) =>
        name != sessions.Pending && sessions.States.TryGetValue(name, out var state) && state.Equals("pending", StringComparison.OrdinalIgnoreCase);

    private static string OwnerOf(string session) => OwnName().Match(session) is { Success: true } own ? own.Groups[1].Value : session;

    private void RefuseRejected(IReadOnlyList<CliLine> lines, IReadOnlyList<CliReply> replies)
    {
        if (replies.FirstOrDefault(reply => Refusal(reply) is not null) is { } refused)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' rejected line {refused.Line.Number} of the intended config, '{Masked(refused.Line.Text)}', with '{Masked(Refusal(refused)!)}'. Nothing was changed.");
        }

        if (replies.Count < lines.Count)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"An 'exit' before line {lines[replies.Count].Number} of the intended config left the configuration of '{Name}', where nothing was open that it could close. Remove it. Nothing was changed.");
        }
    }

    private static bool IsConfiguring(string prompt) => prompt.Contains("(config", StringComparison.Ordinal);

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (IsConfiguring(Cli.Prompt))
        {
            await ExpectAsync("end", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CommitAsync(string command, ErrorCode code, CancellationToken cancellationToken)
    {
        var reply = await Cli.SendCommitAsync(command, cancellationToken).ConfigureAwait(false);
        if (Refusal(reply) is { } failure)
        {
            throw new CommitException(code, $"'{Name}' answered '{command}' with '{Masked(failure)}'.");
        }
    }

    private async Task CopyAsync(string command, ErrorCode code, CancellationToken cancellationToken)
    {
        var reply = await Cli.SendCommitAsync(command, cancellationToken).ConfigureAwait(false);
        if (!reply.Text.Contains("Copy completed successfully", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommitException(code, $"'{Name}' did not say that '{command}' succeeded; it answered '{Masked(reply.Text)}'.");
        }
    }

    private async Task<EosSessions> SessionsAsync(CancellationToken cancellationToken)
    {
        var reply = await Cli.ReadAnyAsync("show configuration sessions detail | json", cancellationToken).ConfigureAwait(false);
        try
        {
            return AristaEosOutput.Sessions(reply.Text);
        }
        catch (FormatException exception)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}': {Masked(exception.Message)}", exception);
        }
    }

    [GeneratedRegex(@"[Pp]assword:\s*$")]
    private static partial Regex PasswordQuestion();

    [GeneratedRegex(@"^prv-([0-9a-f]{8})-")]
    private static partial Regex OwnName();
}
