using System.Globalization;
using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Posix;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.Frr;

/// <summary>A session with FRRouting. The answers were read off FRRouting 8.4.4 and its frr-reload.py.</summary>
internal sealed partial class FrrSession(IDeviceConnection connection, DeviceContext context, FrrScripts scripts)
    : DeviceSession(connection, context)
{
    private readonly RemoteShell _shell = new(connection, context);
    private LoadOperation _operation;
    private string? _candidate;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(scripts.Prepare, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded || !result.Output.Contains("FRRouting", StringComparison.Ordinal))
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"FRRouting on '{Name}' cannot be used: '{Masked(result)}'. The login needs group frrvty and, to save, write access to the folder of frr.conf, or option sudo=true; options frr_pathspace, frr_config_dir and frr_socket_dir name other places.");
        }
    }

    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken)
    {
        if (store == ConfigStore.Candidate)
        {
            return _candidate ?? throw new DiffException(ErrorCode.DiffFailed, $"No candidate is loaded on '{Name}'.");
        }

        var script = store == ConfigStore.Running ? scripts.Running : scripts.Startup;
        var result = await RunAsync(script, cancellationToken).ConfigureAwait(false);
        var isConfig = result.Succeeded && (store == ConfigStore.Startup || result.Output.Contains("frr version", StringComparison.Ordinal));
        return isConfig ? result.Output : throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"The {store} config on '{Name}' cannot be read: '{Masked(result)}'.");
    }

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        RefusePipes(config);
        (_candidate, _operation, HasCandidate) = (config, operation, true);
        var result = await _shell.RunAsync(scripts.Load, config, cancellationToken).ConfigureAwait(false);
        RefuseRejected(result);
    }

    public override async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        if (_operation == LoadOperation.Merge)
        {
            var running = await GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
            return ConfigDiff.Compute(running, FrrMerge.Predict(running, _candidate ?? ""), Context.Secrets, cancellationToken);
        }

        var result = await RunAsync(scripts.Diff, cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? ConfigDiff.FromDevice(FrrReloadOutput.Diff(result.Output), Context.Secrets)
            : throw new DiffException(ErrorCode.DiffFailed, $"frr-reload.py on '{Name}' gave no diff: '{Masked(result)}'.");
    }

    public override async Task ValidateAsync(CancellationToken cancellationToken) =>
        RefuseRejected(await RunAsync(scripts.Check, cancellationToken).ConfigureAwait(false));

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        var result = await RunAsync(scripts.Commit(_operation, request.ConfirmTimeout), cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded || !result.Output.Contains("prv-committed", StringComparison.Ordinal))
        {
            throw new CommitException(result.CommitError, $"FRRouting on '{Name}' did not take the config: '{Masked(result)}'.");
        }
    }

    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(scripts.Pending, cancellationToken).ConfigureAwait(false);
        return result.Output.Trim().Split(' ') switch
        {
            ["none"] => null,
            ["pending", var owner, var seconds] => new(owner, TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))),
            ["dead", var owner] => new(owner, Remaining: null),
            _ => throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' did not tell whether a commit is pending: '{Masked(result)}'."),
        };
    }

    public override async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(scripts.Confirm, cancellationToken).ConfigureAwait(false);
        if (!result.Output.Contains("prv-confirmed", StringComparison.Ordinal))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"No commit of this run waits for its confirmation on '{Name}' any more: '{Masked(result)}'.");
        }
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(scripts.Rollback, cancellationToken).ConfigureAwait(false);
        if (!result.Output.Contains("prv-restored", StringComparison.Ordinal))
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"FRRouting on '{Name}' did not go back to its old config: '{Masked(result)}'.");
        }
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        await RemoveAsync(scripts.Discard, cancellationToken).ConfigureAwait(false);
    }

    // `write memory` warns with a leading "%" even when it succeeds, so only its last line counts.
    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        var result = await RunAsync(scripts.Save, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded || !result.Output.Contains("Integrated configuration saved to", StringComparison.Ordinal))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"FRRouting on '{Name}' did not write its startup config: '{Masked(result)}'.");
        }

        var running = await GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        var startup = await GetConfigAsync(ConfigStore.Startup, cancellationToken).ConfigureAwait(false);
        if (Content(running) != Content(startup))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"FRRouting on '{Name}' says that it saved, but its startup config differs from its running config.");
        }
    }

    public override Task CleanUpAsync(CancellationToken cancellationToken) => RemoveAsync(scripts.CleanUp, cancellationToken);

    private async Task RemoveAsync(string script, CancellationToken cancellationToken)
    {
        var result = await RunAsync(script, cancellationToken).ConfigureAwait(false);
        (_candidate, HasCandidate) = (null, false);
        if (!result.Succeeded)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"What this run left on '{Name}' could not be removed: '{Masked(result)}'.");
        }
    }

    private static string Content(string config) =>
        string.Join('\n', config.Split('\n').Select(line => line.TrimEnd()).Where(line => line is not ("" or "!" or "end")));

    // vtysh takes a "|" between blanks for a filter of the output: the line changes nothing, and no check says so (8.4.4).
    private void RefusePipes(string config)
    {
        foreach (var (line, number) in config.Split('\n').Select((line, index) => (line, index + 1)))
        {
            if (line.TrimStart() is not ['!' or '#', ..] && Pipe().Match(line) is { Success: true } pipe)
            {
                throw new LoadException(ErrorCode.IntendedConfigUnsendable, $"Line {number} of the intended config of '{Name}' holds '|' with a blank beside it at column {pipe.Index + 1}, which FRRouting takes for an output filter, not for text. Remove it.");
            }
        }
    }

    private void RefuseRejected(ShellResult result)
    {
        if (result.Status == FrrScripts.NotWritable)
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"The login '{Context.Credential.Username}' on '{Name}' cannot commit: '{Masked(result)}'. Give it write access there, or set option sudo=true. Nothing was changed.");
        }

        if (!result.Succeeded)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"FRRouting on '{Name}' rejected the intended config: '{Masked(result)}'. Nothing was changed.");
        }
    }

    private Task<ShellResult> RunAsync(string script, CancellationToken cancellationToken) =>
        _shell.RunAsync(script, input: null, cancellationToken);

    private string Masked(ShellResult result) => Masked(result.Output.Trim());

    [GeneratedRegex(@"(?<=[ \t])\||\|(?=[ \t])")]
    private static partial Regex Pipe();
}
