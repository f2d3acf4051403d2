using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.NokiaSrl;

/// <content>What the verbs are made of.</content>
internal sealed partial class NokiaSrlSession
{
    private static string OwnerOf(SrlPending pending) => OwnName().Match(pending.Candidate) is { Success: true } own
        ? own.Groups[1].Value
        : $"{pending.User} (candidate {pending.Candidate})";

    private bool IsOurs(SrlPending? pending) => pending?.Candidate.StartsWith(Prefix, StringComparison.Ordinal) == true;

    // A pending commit keeps its candidate; that is not ours to touch before it is confirmed or rolled back.
    private IEnumerable<string> LeftCandidates(SrlState state) =>
        state.Candidates.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name != state.Pending?.Candidate);

    private IEnumerable<string> LeftCheckpoints(SrlState state) => state.Checkpoints.Where(name => name == Checkpoint);

    /// <summary>Types commands whose output may be any text, with a comment behind each that the output cannot hold.</summary>
    private async Task<IReadOnlyList<CliReply>> ReadAllAsync(string[] commands, CancellationToken cancellationToken)
    {
        var comment = new CliLine($"{Cli.Profile.Comment} prv-{Context.RunId}");
        var replies = await Cli.SendAllAsync([.. commands.SelectMany(command => new[] { new CliLine(command), comment })], cancellationToken).ConfigureAwait(false);
        var read = replies.Where(reply => reply.Line != comment).ToList();
        var refused = read.Find(reply => reply.Line.Text.StartsWith("info", StringComparison.Ordinal) && FirstFailure(reply) is not null);
        return refused is not null || read.Count < commands.Length
            ? throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered '{(refused ?? read[^1]).Line.Text}' with '{Masked((refused ?? read[^1]).Text.Trim())}'.")
            : read;
    }

    private string? FirstFailure(CliReply reply) =>
        reply.Output.FirstOrDefault(line => line.Length > 0) is { } first && Cli.Profile.Failure.IsMatch(first) ? first : null;

    private async Task<SrlState> StateAsync(CancellationToken cancellationToken) =>
        State((await ReadAllAsync([ReadState], cancellationToken).ConfigureAwait(false))[0]);

    private SrlState State(CliReply reply)
    {
        try
        {
            return NokiaSrlOutput.State(reply.Output);
        }
        catch (FormatException exception)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}': {Masked(exception.Message)}", exception);
        }
    }

    /// <summary>Startup can only be looked at in a candidate that it is loaded into.</summary>
    private async Task<(string Running, string Startup)> ReadStartupAsync(CancellationToken cancellationToken)
    {
        string[] back = IsInCandidate ? [$"enter candidate private name {_candidate}"] : [];
        var replies = await ReadAllAsync(["info flat from running", EnterAside, "load startup", "info flat", "discard now", .. back], cancellationToken).ConfigureAwait(false);
        var (load, shown) = (replies[2], replies[3]);
        return Failure(load) is null && load.Text.Contains("startup", StringComparison.OrdinalIgnoreCase) && IsAside(shown.Prompt)
            ? (NokiaSrlOutput.Text(replies[0].Output), NokiaSrlOutput.Text(shown.Output))
            : throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' does not show its startup config; to '{EnterAside}' and 'load startup' it answered '{Masked($"{replies[1].Text.Trim()} {load.Text.Trim()}".Trim())}'.");
    }

    private bool IsAside(string prompt) => prompt.Contains($"candidate private {_candidate}-aside ", StringComparison.Ordinal);

    private async Task RevertAsync(SrlState state, CancellationToken cancellationToken)
    {
        if (!LeftCheckpoints(state).Any())
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' has no checkpoint '{Checkpoint}' to go back to.");
        }

        var loaded = await Cli.SendAllAsync([new(EnterAside), new($"load checkpoint name {Checkpoint}")], cancellationToken).ConfigureAwait(false);
        var reply = IsAside(Cli.Prompt) && loaded[^1].Text.Contains("Loaded checkpoint", StringComparison.Ordinal)
            ? await Cli.SendCommitAsync("commit now", cancellationToken).ConfigureAwait(false)
            : loaded[^1];
        if (Failure(reply) is not null || !reply.Text.Contains("All changes have been committed", StringComparison.Ordinal))
        {
            throw NotRolledBack(reply.Line.Text, reply.Text.Trim());
        }
    }

    private RollbackException NotRolledBack(string command, string answer) =>
        new(ErrorCode.RollbackFailed, $"'{Name}' answered '{command}' with '{Masked(answer)}'.");

    /// <summary>Clears what the state lists as ours, and looks whether it is gone.</summary>
    private async Task RemoveAsync(IEnumerable<string> things, Func<SrlState, IEnumerable<string>> left, CancellationToken cancellationToken)
    {
        var commands = things.Select(thing => $"tools system configuration {thing} clear").ToList();
        if (commands.Count == 0)
        {
            return;
        }

        var replies = await ReadAllAsync([.. commands, ReadState], cancellationToken).ConfigureAwait(false);
        if (left(State(replies[^1])).FirstOrDefault() is { } still)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' does not remove '{still}'; it answered '{Masked(replies[0].Text.Trim())}'.");
        }
    }

    private async Task SayAsync(string command, string said, ErrorCode code, CancellationToken cancellationToken) =>
        Expect(await Cli.SendCommitAsync(command, cancellationToken).ConfigureAwait(false), said, code);

    private void Expect(CliReply reply, string said, ErrorCode code)
    {
        if (Failure(reply) is not null || !reply.Text.Contains(said, StringComparison.Ordinal))
        {
            throw new CommitException(code, $"'{Name}' did not say that '{reply.Line.Text}' succeeded; it answered '{Masked(reply.Text.Trim())}'.");
        }
    }

    private void RefuseRejected(IReadOnlyList<CliLine> lines, IReadOnlyList<CliReply> replies)
    {
        if (replies.FirstOrDefault(reply => Refusal(reply) is not null) is { } refused)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' rejected line {refused.Line.Number} of the intended config, '{Masked(refused.Line.Text)}', with '{Masked(Refusal(refused)!)}'. Nothing was changed.");
        }

        if (replies.Count < lines.Count || !IsInCandidate)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' is not in the candidate of this run any more behind the lines of the intended config; its prompt is '{Masked(Cli.Prompt)}'. Nothing was changed.");
        }
    }

    private void RefuseLocked(SrlState state)
    {
        if (state.Exclusive is { } holder)
        {
            throw new ConnectionException(ErrorCode.DeviceBusy, $"'{Name}' is being configured exclusively by {holder}. It was left alone. Wait for that session to end; then try again.");
        }
    }

    private void RefuseBusy(SrlState state)
    {
        if (state.Pending is { } pending)
        {
            throw new CommitException(ErrorCode.DeviceBusy, $"A commit of '{OwnerOf(pending)}' on '{Name}' waits for its confirmation. Nothing was changed.");
        }

        // One more would push out the oldest one, which is somebody's way back.
        if (state.Checkpoints.Count >= state.MostCheckpoints && !state.DropsCheckpoints)
        {
            throw new CommitException(ErrorCode.PrerequisiteMissing, $"'{Name}' keeps {state.MostCheckpoints} checkpoints and has as many, so this run's way back would push one out. Clear one, or raise 'system configuration max-checkpoints'. Nothing was changed.");
        }
    }
}
