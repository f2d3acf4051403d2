using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Provisioning.Drivers.Cli;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <content>Candidates.</content>
internal sealed partial class CiscoNxosSession
{
    /// <summary>What would run after a merge; for the device's check only.</summary>
    private string Whole => _candidate[..^".cfg".Length] + "-whole.cfg";

    private async Task LoadReplacementAsync(string config, CancellationToken cancellationToken)
    {
        _isCheckpoint = CiscoNxosOutput.IsCheckpoint(config);
        if (!_isCheckpoint && !await HasReplaceAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new LoadException(ErrorCode.PrerequisiteMissing, $"'{Name}' has no 'configure replace', so it can only go to a checkpoint file: give it one, as 'checkpoint file' writes it, or merge. Nothing was changed.");
        }

        // The mark comes along from the start; whether a timer will be wanted is not known yet.
        HasCandidate = true;
        await PutAsync([(_candidate, _isCheckpoint ? config : $"{config.TrimEnd('\n')}\n{NxosMark.Line(Context.RunId)}\n")], cancellationToken).ConfigureAwait(false);
        var command = _isCheckpoint ? PatchCommand : $"configure replace bootflash:{_candidate} verify-only";
        var reply = await line.RunSlowAsync(command, cancellationToken).ConfigureAwait(false);
        if (_isCheckpoint ? Failures(reply).Count > 0 : !IsValid(reply))
        {
            throw Rejected(config, reply);
        }
    }

    private async Task LoadMergeAsync(string config, CancellationToken cancellationToken)
    {
        var configs = await ReadAllAsync([ShowRunning, "show running-config all"], cancellationToken).ConfigureAwait(false);
        _merged = Predict(CiscoNxosOutput.Config(configs[0]), CiscoNxosOutput.Config(configs[1]), config);
        if (_merged.Before == _merged.After)
        {
            return;
        }

        HasCandidate = true;
        if (await HasReplaceAsync(cancellationToken).ConfigureAwait(false))
        {
            await PutAsync([(_candidate, config), (Whole, _merged.After)], cancellationToken).ConfigureAwait(false);
            var reply = await line.RunSlowAsync($"configure replace bootflash:{Whole} verify-only", cancellationToken).ConfigureAwait(false);

            // It checks our prediction, which may be wrong elsewhere; only what it says of the merged lines counts. The commit
            // has signs of success of its own.
            if (!IsValid(reply))
            {
                _ = reply.Output.Any(text => LineOf(config, text) > 0) ? throw Rejected(config, reply) : reply;
                NotChecked(Context.Logger, Name, Masked(Told(reply)));
            }
        }
        else
        {
            await PutAsync([(_candidate, config)], cancellationToken).ConfigureAwait(false);
        }
    }

    private static (string Before, string After) Predict(string running, string all, string config)
    {
        try
        {
            return NxosMerge.Predict(running, all, config);
        }
        catch (FormatException exception)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"The intended config cannot be read: {exception.Message} Nothing was changed.", exception);
        }
    }

    // A valid patch may hold "Syntax error while parsing" of lines that need others before them (recorded on 9.3(1)). Before that
    // release there is no such check; then the commit is the first to tell.
    private static bool IsValid(CliReply reply) =>
        reply.Text.Contains("Patch validation completed successful", StringComparison.OrdinalIgnoreCase)
        || IsEmptyPatch(reply)
        || CiscoNxosOutput.IsUnknown(reply.Output);

    private static bool IsEmptyPatch(CliReply reply) =>
        reply.Text.Contains("Rollback Patch is Empty", StringComparison.OrdinalIgnoreCase)
        && !reply.Text.Contains("Executing Rollback Patch", StringComparison.OrdinalIgnoreCase)
        && Failures(reply).Count == 0;

    private LoadException Rejected(string config, CliReply reply)
    {
        var number = reply.Output.Select(text => LineOf(config, text)).FirstOrDefault(found => found > 0);
        var where = number > 0 ? $"line {number} of the intended config" : "the intended config";
        return new(ErrorCode.LoadRejected, $"'{Name}' rejected {where}: '{reply.Line.Text}' answered '{Masked(Told(reply))}'. Nothing was changed.");
    }

    /// <summary>The number of the line of a config that a message quotes; 0 when it quotes none.</summary>
    private static int LineOf(string config, string message) => Quoted().Match(message) is { Success: true } match
        ? Array.FindIndex(config.Split('\n'), text => text.Trim() == match.Groups[1].Value.Trim()) + 1
        : 0;

    /// <summary>Puts files on the device, and makes sure that they are what was meant.</summary>
    private async Task PutAsync((string Name, string Text)[] files, CancellationToken cancellationToken)
    {
        if (await line.SendFilesAsync(files, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw new LoadException(ErrorCode.PrerequisiteMissing, $"'{Name}' does not take a file. {Masked(refusal)} Nothing was changed.");
        }

        var sums = await line.RunAsync([.. files.Select(file => $"show file bootflash:{file.Name} md5sum")], cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < files.Length; index++)
        {
            if (CiscoNxosOutput.Md5(sums[index].Output) != Md5(files[index].Text))
            {
                throw new LoadException(ErrorCode.LoadRejected, $"What arrived on '{Name}' as bootflash:{files[index].Name} is not what was sent: its MD5 sum differs ('{Masked(Told(sums[index]))}'). Nothing was changed.");
            }
        }
    }

    private async Task<IReadOnlyList<string>> FilesAsync(CancellationToken cancellationToken) =>
        OwnFiles((await line.RunAsync([ShowFiles], cancellationToken).ConfigureAwait(false))[0].Output);

    private IReadOnlyList<string> OwnFiles(IReadOnlyList<string> directory) =>
        [.. directory.Select(text => text.TrimEnd().Split(' ')[^1]).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];

    private async Task DeleteAsync(IEnumerable<string> files, string[] further, CancellationToken cancellationToken)
    {
        string[] commands = [.. further, .. files.Select(Deletion)];
        foreach (var reply in commands.Length == 0 ? [] : await line.RunAsync(commands, cancellationToken).ConfigureAwait(false))
        {
            if (Failures(reply).FirstOrDefault(text => !text.Contains("No such file", StringComparison.OrdinalIgnoreCase)) is { } failure)
            {
                throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered '{reply.Line.Text}' with '{Masked(failure)}'.");
            }
        }
    }

    private static string Deletion(string name) => $"delete bootflash:{name} no-prompt";

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "It finds damage, not attackers, and every release has it.")]
    private static string Md5(string text) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    [GeneratedRegex(@"while parsing '(.*)'|^`(.*)`$")]
    private static partial Regex Quoted();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Device}: its check of the merged config came to no verdict, so the commit is the first to tell: {Said}")]
    private static partial void NotChecked(ILogger logger, string device, string said);
}
