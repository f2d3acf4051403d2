using Provisioning.Diffs;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>
/// A session on an NX-OS device. What is loaded lies in files on <c>bootflash:</c>, whose names begin with <c>prv-RUNID</c>, so that
/// a later session of the run knows its own. Sources: Cisco's "System Management Configuration Guide" for Nexus 9000, "Performing
/// Configuration Replace" and "Configuring Rollback"; recorded exchanges of 9.2 and 9.3.
/// </summary>
internal sealed partial class CiscoNxosSession(INxosCommandLine line, DeviceContext context) : DeviceSession(line, context)
{
    private readonly string _candidate = CandidateName.New(context.RunId) + ".cfg";
    private LoadOperation _operation;
    private (string Before, string After) _merged;
    private bool _isCheckpoint;
    private bool? _hasReplace;
    private bool _isUnmarked;
    private string? _shownPatch;

    private static string ShowRunning => "show running-config";

    private static string ShowStatus => "show config-replace status";

    private static string ShowMarks => $"show running-config | include {NxosMark.Include}";

    private string ShowFiles => $"dir bootflash: | include {Prefix}";

    private string Prefix => $"prv-{Context.RunId}-";

    /// <summary>What goes back: written by <c>checkpoint</c> before anything changes.</summary>
    private string Before => Prefix + "revert";

    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken) => store switch
    {
        ConfigStore.Running => CiscoNxosOutput.Config(await ReadAsync(ShowRunning, cancellationToken).ConfigureAwait(false)),
        ConfigStore.Startup => CiscoNxosOutput.Config(await ReadAsync("show startup-config", cancellationToken).ConfigureAwait(false)),
        _ when _operation == LoadOperation.Merge => _merged.After,
        _ => CiscoNxosOutput.Config(await ReadAsync($"show file bootflash:{_candidate}", cancellationToken).ConfigureAwait(false)),
    };

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        CiscoNxosText.RefuseUnsendable(config);
        _operation = operation;
        await (operation == LoadOperation.Merge ? LoadMergeAsync(config, cancellationToken) : LoadReplacementAsync(config, cancellationToken)).ConfigureAwait(false);
    }

    public override async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        if (_operation == LoadOperation.Merge)
        {
            return ConfigDiff.Compute(_merged.Before, _merged.After, Context.Secrets, cancellationToken);
        }

        var reply = await line.RunSlowAsync(PatchCommand, cancellationToken).ConfigureAwait(false);
        if (Failures(reply) is [var failure, ..])
        {
            throw new DiffException(ErrorCode.DiffFailed, $"'{Name}' answered '{PatchCommand}' with '{Masked(failure)}'.");
        }

        _shownPatch = CiscoNxosOutput.Patch(reply.Output);
        return ConfigDiff.FromDevice(_shownPatch, Context.Secrets);
    }

    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        var pending = await LookAsync(cancellationToken).ConfigureAwait(false);
        return pending.TimerRuns ? new(OwnerOf(pending), pending.Remaining) : null;
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        // What a session that is lost by now has left, only the device knows.
        var files = HasCandidate
            ? _operation == LoadOperation.Merge ? [_candidate, Whole] : [_candidate]
            : await FilesAsync(cancellationToken).ConfigureAwait(false);
        await DeleteAsync(files.Where(name => name.EndsWith(".cfg", StringComparison.Ordinal)), [], cancellationToken).ConfigureAwait(false);
        HasCandidate = false;
    }

    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        const string Save = "copy running-config startup-config";
        if (!_isUnmarked && IsMarkedInVain(await LookAsync(cancellationToken).ConfigureAwait(false)))
        {
            await ConfigureAsync(NxosMark.Removal(Context.RunId), ErrorCode.SaveFailed, cancellationToken).ConfigureAwait(false);
        }

        var reply = await line.RunSlowAsync(Save, cancellationToken).ConfigureAwait(false);
        if (!CiscoNxosText.IsCopied(reply))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' did not say that '{Save}' succeeded; it answered '{Masked(Told(reply))}'.");
        }

        var configs = await ReadAllAsync([ShowRunning, "show startup-config"], cancellationToken).ConfigureAwait(false);
        if (CiscoNxosOutput.Config(configs[0]) != CiscoNxosOutput.Config(configs[1]))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' says that it saved, but its startup config differs from its running config.");
        }
    }

    public override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        var replies = await line.RunAsync([ShowStatus, ShowMarks, ShowFiles], cancellationToken).ConfigureAwait(false);
        var files = OwnFiles(replies[2].Output);
        string[] unmark = IsMarkedInVain(CiscoNxosOutput.Pending(replies[0].Output, replies[1].Output)) ? Configuring(NxosMark.Removal(Context.RunId)) : [];
        await DeleteAsync(files, unmark, cancellationToken).ConfigureAwait(false);
        HasCandidate = false;
    }

    private string PatchCommand => _isCheckpoint
        ? $"show diff rollback-patch running-config file bootflash:{_candidate}"
        : $"configure replace bootflash:{_candidate} show-patch";

    // Left by a session that died between a step and the next.
    private bool IsMarkedInVain(NxosPending pending) => !pending.TimerRuns && pending.Marks.Contains(Context.RunId);

    private static string[] Configuring(string command) => ["configure terminal", command, "end"];

    private string OwnerOf(NxosPending pending) => pending.IsOf(Context.RunId)
        ? Context.RunId
        : pending.Marks is [var other, ..] ? other : "somebody who typed 'configure replace' with a commit-timeout";

    private async Task<NxosPending> LookAsync(CancellationToken cancellationToken)
    {
        var replies = await line.RunAsync([ShowStatus, ShowMarks, ShowFiles], cancellationToken).ConfigureAwait(false);
        var pending = PendingOf(replies[0].Output, replies[1].Output, replies[2].Output);
        _hasReplace = pending.HasReplace;
        return pending;
    }

    // The checkpoint is there from before the commit on, the file that was committed until the confirmation.
    private NxosPending PendingOf(IReadOnlyList<string> status, IReadOnlyList<string> marks, IReadOnlyList<string> directory)
    {
        var files = OwnFiles(directory);
        return CiscoNxosOutput.Pending(status, marks) with { IsBeingConfirmed = files.Contains(Before) && !files.Any(IsSource) };
    }

    private static bool IsSource(string file) => file.EndsWith(".cfg", StringComparison.Ordinal) || file.EndsWith(Timer, StringComparison.Ordinal);

    private async Task<bool> HasReplaceAsync(CancellationToken cancellationToken) =>
        _hasReplace ?? (await LookAsync(cancellationToken).ConfigureAwait(false)).HasReplace;

    private async Task<IReadOnlyList<string>> ReadAsync(string command, CancellationToken cancellationToken) =>
        (await ReadAllAsync([command], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Reads what may be any text: only an output that begins with a failure is one.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<string>>> ReadAllAsync(string[] commands, CancellationToken cancellationToken)
    {
        var replies = await line.RunAsync(commands, cancellationToken).ConfigureAwait(false);
        foreach (var reply in replies)
        {
            if (reply.Output.FirstOrDefault(text => text.Trim().Length > 0 && text.Trim() != "^") is { } first && CiscoNxosPlatform.Profile.Failure.IsMatch(first))
            {
                throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered '{reply.Line.Text}' with '{Masked(first)}'.");
            }
        }

        return [.. replies.Select(reply => reply.Output)];
    }

    private static List<string> Failures(CliReply reply) => [.. reply.Output.Where(text => CiscoNxosPlatform.Profile.Failure.IsMatch(text))];

    /// <summary>What of an answer is worth telling: its failures, else all of it.</summary>
    private static string Told(CliReply reply)
    {
        const int Most = 5;
        var failures = Failures(reply);
        var lines = failures.Count > 0 ? failures : [.. reply.Output.Where(text => text.Trim().Length > 0 && !CiscoNxosText.IsProgress(text))];
        return string.Join('\n', lines.TakeLast(Most)).Trim();
    }
}
