using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoXr;

/// <content>What the verbs are made of.</content>
internal sealed partial class CiscoXrSession
{
    /// <summary>Confirms the commit that this session made.</summary>
    private async Task ConfirmHereAsync(CancellationToken cancellationToken)
    {
        var reply = await Cli.SendCommitAsync("commit", cancellationToken).ConfigureAwait(false);
        if (!reply.Text.Contains("Confirming commit for trial session", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' did not say that it confirmed the commit; it answered '{Masked(reply.Text.Trim())}'.");
        }

        if ((await ReadStateAsync(cancellationToken).ConfigureAwait(false)).Trial is not null)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' said that it confirmed the commit, and still shows it as waiting.");
        }

        await LeaveAsync("end", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Leaves configuration, which undoes the commit that this session made and did not confirm.</summary>
    private async Task LeaveTrialAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Cli.SendCommitAsync("end", cancellationToken, new CliQuestion(ExitQuestion(), "yes")).ConfigureAwait(false);
        }
        catch (ConnectionException)
        {
            Lose();
            throw;
        }

        (_row, run.Holder) = (null, null);
        await RefuseTrialAsync(cancellationToken).ConfigureAwait(false);
    }

    // That this undoes the commit at once is unconfirmed; where it does not, the commit's timer does.
    private async Task EndTrialAsync(CiscoXrConfigSession trial, CancellationToken cancellationToken)
    {
        await Cli.SendCommitAsync(Exec($"clear configuration sessions {trial.Id}"), cancellationToken).ConfigureAwait(false);
        await RefuseTrialAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The commit may be on its way back, or wait for its timer: whoever undoes it asks again.</summary>
    private async Task RefuseTrialAsync(CancellationToken cancellationToken)
    {
        if ((await ReadStateAsync(cancellationToken).ConfigureAwait(false)).Trial is not null)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"The commit on '{Name}' still waits for its confirmation. It goes back by itself when its timer ends.");
        }
    }

    private async Task<(CiscoXrConfigSession? Trial, string? Newest)> ReadStateAsync(CancellationToken cancellationToken)
    {
        var replies = await ExpectAsync([Exec(ListSessions), Exec(ListNewest)], cancellationToken).ConfigureAwait(false);
        return StateOf(replies);
    }

    private (CiscoXrConfigSession? Trial, string? Newest) StateOf(IReadOnlyList<CliReply> replies)
    {
        if (replies.Count < 2)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered '{replies[0].Line.Text}' with '{Masked(replies[0].Text.Trim())}'.");
        }

        try
        {
            return (Sessions(replies[0]).FirstOrDefault(session => session.IsTrial), CiscoXrOutput.NewestLabel(replies[1].Output));
        }
        catch (FormatException exception)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}': {Masked(exception.Message)}", exception);
        }
    }

    private IReadOnlyList<CiscoXrConfigSession> Sessions(CliReply reply)
    {
        try
        {
            return CiscoXrOutput.Sessions(reply.Output);
        }
        catch (FormatException exception)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}': {Masked(exception.Message)}", exception);
        }
    }

    private static string OwnerOf((CiscoXrConfigSession? Trial, string? Newest) state) =>
        state.Newest is { } label && OwnLabel().Match(label) is { Success: true } own ? own.Groups[1].Value : state.Trial!.ToString();

    private async Task LeaveAsync(string command, CancellationToken cancellationToken)
    {
        var reply = await Cli.SendAsync(command, cancellationToken).ConfigureAwait(false);
        if (IsConfiguring)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' did not leave configuration; it answered '{command}' with '{Masked(reply.Text.Trim())}'.");
        }

        _row = null;
    }

    /// <summary>The device keeps the session of a lost connection for minutes, and its candidate with it.</summary>
    private void Lose()
    {
        run.Holder = run.Holder == this ? null : run.Holder;
        if (_row is { } row)
        {
            run.Lost.Add(row);
            _row = null;
        }
    }

    private async Task ClearLostAsync(CancellationToken cancellationToken)
    {
        if (run.Lost.Count == 0 || run.Holder is not null)
        {
            return;
        }

        var replies = await Cli.SendAllAsync(
            [.. run.Lost.Select(id => new CliLine(Exec($"clear configuration sessions {id}"))), new(Exec(ListSessions))], cancellationToken).ConfigureAwait(false);
        if (replies[^1].Line.Text == Exec(ListSessions) && Sessions(replies[^1]).All(session => !run.Lost.Contains(session.Id)))
        {
            run.Lost.Clear();
        }
    }

    private ConnectionException NotEntered(CliReply reply)
    {
        if (reply.Text.Contains("Cannot enter exclusive mode", StringComparison.OrdinalIgnoreCase))
        {
            return new ConnectionException(ErrorCode.DeviceBusy, $"The configuration of '{Name}' is locked by another session: '{Masked(string.Join(" | ", reply.Output.Select(line => line.Trim()).Where(line => line.Length > 0)))}'. It was left alone.");
        }

        return new ConnectionException(ErrorCode.PrerequisiteMissing, $"'{Name}' does not let '{Context.Credential.Username}' into configuration: '{Masked(Failure(reply) ?? reply.Text.Trim())}'. Give the login a task group that may configure.");
    }

    private void RefuseRejected(IReadOnlyList<CliLine> typed, IReadOnlyList<CliReply> replies)
    {
        if (replies.FirstOrDefault(reply => Refusal(reply) is not null) is { } refused)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' rejected line {refused.Line.Number} of the intended config, '{Masked(refused.Line.Text)}', with '{Masked(Refusal(refused)!.Trim())}'. Nothing was changed.");
        }

        if (replies.Count < typed.Count || !IsConfiguring)
        {
            var number = typed[Math.Min(replies.Count, typed.Count - 1)].Number;
            throw new LoadException(ErrorCode.LoadRejected, $"An 'exit' in or before line {number} of the intended config left the configuration of '{Name}', where nothing was open that it could close. Remove it. Nothing was changed.");
        }
    }

    private async Task RefuseUncommittedAsync(string command, CommitRequest request, CliReply reply, CancellationToken cancellationToken)
    {
        if (Busy(reply) is { } busy)
        {
            HasCandidate = true;
            throw new CommitException(ErrorCode.DeviceBusy, $"Somebody else has changed the config of '{Name}', or is about to: it answered '{command}' with '{Masked(busy)}'. Nothing was committed.");
        }

        if (Failure(reply) is not { } failure)
        {
            return;
        }

        HasCandidate = true;
        if (failure.Contains("Invalid input", StringComparison.OrdinalIgnoreCase) && request is { ConfirmTimeout: not null, Message: not null })
        {
            throw new CommitException(ErrorCode.PrerequisiteMissing, $"'{Name}' takes no message with a commit that waits for its confirmation: '{Masked(failure.Trim())}'. IOS XR before 7 does not. Leave out the commit message, or the confirm timeout. Nothing was committed.");
        }

        var reasons = failure.Contains("show configuration failed", StringComparison.OrdinalIgnoreCase)
            ? CiscoXrOutput.Reasons((await Cli.ReadAnyAsync("show configuration failed", cancellationToken).ConfigureAwait(false)).Output)
            : "";
        throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' answered '{command}' with '{Masked(failure.Trim())}'{(reasons.Length > 0 ? $" Reasons: {Masked(reasons)}" : "")}");
    }

    private static string? Busy(CliReply reply) => reply.Output.FirstOrDefault(CiscoXrOutput.IsBusy)?.Trim();
}
