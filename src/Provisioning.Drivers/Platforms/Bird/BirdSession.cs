using System.Globalization;
using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Posix;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.Bird;

/// <summary>
/// A session with BIRD. Sources: BIRD 2.0 user's guide, "Remote control"; the answers were read off BIRD 2.0.12.
/// </summary>
internal sealed partial class BirdSession(IDeviceConnection connection, DeviceContext context, BirdScripts scripts)
    : DeviceSession(connection, context)
{
    private readonly RemoteShell _shell = new(connection, context);
    private string? _candidate;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var result = await _shell.RunAsync(scripts.Prepare, null, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded || !result.Output.Contains("up and running", StringComparison.Ordinal))
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"BIRD on '{Name}' cannot be used: '{Masked(result)}'. The login needs BIRD's socket (group bird) and must be able to read and write the config's folder, or option sudo=true; options bird_config and bird_socket name other places.");
        }
    }

    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken)
    {
        if (store == ConfigStore.Candidate)
        {
            return _candidate ?? throw new DiffException(ErrorCode.DiffFailed, $"No candidate is loaded on '{Name}'.");
        }

        var script = store == ConfigStore.Running ? scripts.Running : scripts.Startup;
        var result = await _shell.RunAsync(script, null, cancellationToken).ConfigureAwait(false);
        return result.Status switch
        {
            0 => result.Output,
            9 => throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"The config file of BIRD on '{Name}' was edited after BIRD last read it, so nobody can tell what BIRD runs. Run 'birdc configure' there, or put the file back; then try again."),
            _ => throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"The {store} config on '{Name}' cannot be read: '{Masked(result)}'."),
        };
    }

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        (_candidate, HasCandidate) = (config, true);
        await CheckAsync(scripts.Load, config, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        var running = await GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        return ConfigDiff.Compute(running, _candidate ?? "", Context.Secrets, cancellationToken: cancellationToken);
    }

    public override Task ValidateAsync(CancellationToken cancellationToken) => CheckAsync(scripts.Check, null, cancellationToken);

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        (_candidate, HasCandidate) = (null, false);
        var result = await _shell.RunAsync(scripts.Commit(request.ConfirmTimeout), null, cancellationToken).ConfigureAwait(false);
        var scheduled = request.ConfirmTimeout is null || result.Output.Contains("Undo scheduled", StringComparison.Ordinal);
        if (!result.Succeeded || !scheduled || !Reconfigured().IsMatch(result.Output))
        {
            throw new CommitException(result.CommitError, $"BIRD on '{Name}' did not take the config: '{Masked(result)}'.");
        }
    }

    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        var result = await _shell.RunAsync(scripts.Status, null, cancellationToken).ConfigureAwait(false);
        if (Unconfirmed().Match(result.Output) is { Success: true } match)
        {
            var owner = Owner().Match(result.Output) is { Success: true } named ? named.Groups[1].Value : "somebody else";
            return new(owner, TimeSpan.FromSeconds(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
        }

        return result.Succeeded ? null : throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"BIRD on '{Name}' did not tell its status: '{Masked(result)}'.");
    }

    public override async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var result = await _shell.RunAsync(scripts.Confirm, null, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded || !result.Output.Contains("Reconfiguration confirmed", StringComparison.Ordinal))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"BIRD on '{Name}' did not confirm a commit of this run: '{Masked(result)}'.");
        }
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var result = await _shell.RunAsync(scripts.Rollback, null, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded || !UndoneOrReconfigured().IsMatch(result.Output))
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"BIRD on '{Name}' did not go back to its old config: '{Masked(result)}'.");
        }
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        var result = await _shell.RunAsync(scripts.Discard, null, cancellationToken).ConfigureAwait(false);
        (_candidate, HasCandidate) = (null, false);
        if (!result.Succeeded)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"What this run left on '{Name}' could not be removed: '{Masked(result)}'.");
        }
    }

    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        var result = await _shell.RunAsync(scripts.Save, null, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new CommitException(ErrorCode.SaveFailed, $"The config file of BIRD on '{Name}' could not be written: '{Masked(result)}'.");
        }
    }

    public override Task CleanUpAsync(CancellationToken cancellationToken) => DiscardAsync(cancellationToken);

    private async Task CheckAsync(string script, string? input, CancellationToken cancellationToken)
    {
        var result = await _shell.RunAsync(script, input, cancellationToken).ConfigureAwait(false);
        if (result.Status == BirdScripts.NotWritable)
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"The login '{Context.Credential.Username}' on '{Name}' cannot load: '{Masked(result)}'. Give it write access there, or set option sudo=true. Nothing was changed.");
        }

        if (!result.Succeeded || !result.Output.Contains("Configuration OK", StringComparison.Ordinal))
        {
            var answer = Masked(result).Replace(scripts.Candidate, "line", StringComparison.Ordinal);
            throw new LoadException(ErrorCode.LoadRejected, $"BIRD on '{Name}' rejected the intended config: '{answer}' (line:column). Nothing was changed.");
        }
    }

    private string Masked(ShellResult result) =>
        Masked(Greeting().Replace(result.Output, "").Trim());

    [GeneratedRegex(@"^BIRD \S+ ready\.\r?\n", RegexOptions.Multiline)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"^Reconfigur(?:ed|ation in progress)", RegexOptions.Multiline)]
    private static partial Regex Reconfigured();

    [GeneratedRegex(@"^(?:Undo requested|Reconfigur(?:ed|ation in progress))", RegexOptions.Multiline)]
    private static partial Regex UndoneOrReconfigured();

    [GeneratedRegex(@"unconfirmed, undo in ([\d.]+) s")]
    private static partial Regex Unconfirmed();

    [GeneratedRegex(@"^owner: (\S+)", RegexOptions.Multiline)]
    private static partial Regex Owner();
}
