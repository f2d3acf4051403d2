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
internal sealed partial class AristaEosSession(IDeviceConnection connection, CliSession cli, DeviceContext context) : IDeviceSession
{
    private readonly string _candidate = $"prv-{context.RunId}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
    private bool _loaded;

    private string Prefix => $"prv-{context.RunId}-";

    private string Checkpoint => $"flash:prv-{context.RunId}.cfg";

    /// <summary>Turns off what would cut or wrap the output, and enters privileged mode.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // A banner can look like a prompt; only the prompt that a command was echoed behind is believed.
        await cli.WaitForPromptAsync(cancellationToken).ConfigureAwait(false);
        await ExpectAsync("terminal length 0", cancellationToken).ConfigureAwait(false);
        if (cli.Prompt.TrimEnd().EndsWith('>'))
        {
            await EnableAsync(cancellationToken).ConfigureAwait(false);
        }

        await ExpectAsync("terminal width 32767", cancellationToken).ConfigureAwait(false);
    }

    public async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken)
    {
        var command = store switch
        {
            ConfigStore.Running => "show running-config",
            ConfigStore.Startup => "show startup-config",
            _ => $"show session-config named {_candidate}",
        };
        var reply = await cli.ReadAnyAsync(command, cancellationToken).ConfigureAwait(false);
        if (reply.Output.FirstOrDefault(line => line.StartsWith('%')) is { } failure)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{context.Device.Name}' answered '{command}' with '{Masked(failure)}'.");
        }

        return AristaEosOutput.Config(reply.Output);
    }

    public async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var lines = AristaEosConfig.Lines(config);
        await ExpectAsync($"configure session {_candidate}", cancellationToken).ConfigureAwait(false);
        _loaded = true;
        if (operation == LoadOperation.Replace)
        {
            await ExpectAsync("rollback clean-config", cancellationToken).ConfigureAwait(false);
        }

        var replies = await cli.SendAllAsync(lines, cancellationToken).ConfigureAwait(false);
        foreach (var reply in replies)
        {
            RefuseRejected(reply);
        }

        await LeaveAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        // From the top, never from inside a mode: there EOS prints no diff at all.
        var command = $"show session-config named {_candidate} diffs";
        var reply = await cli.ReadAnyAsync(command, cancellationToken).ConfigureAwait(false);
        return reply.Output.FirstOrDefault(line => line.StartsWith('%')) is { } failure
            ? throw new DiffException(ErrorCode.DiffFailed, $"'{context.Device.Name}' answered '{command}' with '{Masked(failure)}'.")
            : ConfigDiff.FromDevice(AristaEosOutput.Diff(reply.Output), context.Secrets);
    }

    public Task ValidateAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("EOS checks a candidate while it is loaded; its capabilities declare no separate check.");

    public async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        await CopyAsync($"copy running-config {Checkpoint}", ErrorCode.CommitFailed, cancellationToken).ConfigureAwait(false);
        var timer = request.ConfirmTimeout is { } timeout ? $" timer {AristaEosOutput.Timer(timeout)}" : "";
        _loaded = false;
        await CommitAsync($"configure session {_candidate} commit{timer}", ErrorCode.CommitFailed, cancellationToken).ConfigureAwait(false);

        var sessions = await SessionsAsync(cancellationToken).ConfigureAwait(false);
        if (request.ConfirmTimeout is not null && sessions.Pending != _candidate)
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{context.Device.Name}' took the commit of session '{_candidate}' without an error but shows no commit timer for it.");
        }

        if (IsOpen(sessions, _candidate))
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{context.Device.Name}' took the commit of session '{_candidate}' without an error but still shows it as not committed.");
        }
    }

    public async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        var sessions = await SessionsAsync(cancellationToken).ConfigureAwait(false);
        return sessions.Pending is null ? null : new(OwnerOf(sessions.Pending), Remaining: null);
    }

    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var pending = (await SessionsAsync(cancellationToken).ConfigureAwait(false)).Pending;
        if (pending is null || !pending.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"No commit of this run waits for its confirmation on '{context.Device.Name}' any more.");
        }

        await CommitAsync($"configure session {pending} commit", ErrorCode.ConfirmFailed, cancellationToken).ConfigureAwait(false);
        if ((await SessionsAsync(cancellationToken).ConfigureAwait(false)).Pending is not null)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{context.Device.Name}' took the confirmation without an error but its commit timer still runs.");
        }
    }

    public async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var pending = (await SessionsAsync(cancellationToken).ConfigureAwait(false)).Pending;
        var command = pending?.StartsWith(Prefix, StringComparison.Ordinal) == true
            ? $"configure session {pending} abort"
            : $"configure replace {Checkpoint}";
        var reply = await cli.SendCommitAsync(command, cancellationToken).ConfigureAwait(false);
        if (reply.Output.FirstOrDefault(AristaEosPlatform.Profile.Failure.IsMatch) is { } failure)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{context.Device.Name}' answered '{command}' with '{Masked(failure)}'.");
        }
    }

    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        var sessions = await SessionsAsync(cancellationToken).ConfigureAwait(false);
        foreach (var name in sessions.States.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && IsOpen(sessions, name)))
        {
            await LeaveAsync(cancellationToken).ConfigureAwait(false);
            await ExpectAsync($"configure session {name} abort", cancellationToken).ConfigureAwait(false);
        }

        _loaded = false;
    }

    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await CopyAsync("copy running-config startup-config", ErrorCode.SaveFailed, cancellationToken).ConfigureAwait(false);
        var running = await GetConfigAsync(ConfigStore.Running, cancellationToken).ConfigureAwait(false);
        if (await GetConfigAsync(ConfigStore.Startup, cancellationToken).ConfigureAwait(false) != running)
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{context.Device.Name}' says that it saved, but its startup config differs from its running config.");
        }
    }

    // Whether there is a file to delete does not matter, so neither does the answer.
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await DiscardAsync(cancellationToken).ConfigureAwait(false);
        await cli.SendAsync($"delete {Checkpoint}", cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_loaded)
            {
                using var soon = new CancellationTokenSource(context.Timeouts.Command, context.TimeProvider);
                await DiscardAsync(soon.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is ProvisioningException or OperationCanceledException)
        {
            // The engine has already reported what broke the session; a left candidate changes nothing on the device.
        }

        await cli.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task EnableAsync(CancellationToken cancellationToken)
    {
        var password = context.Credential.EnablePassword ?? context.Credential.Password;
        var question = new CliQuestion(PasswordQuestion(), password?.Reveal() ?? "");
        var reply = await cli.SendAsync("enable", cancellationToken, question).ConfigureAwait(false);
        if (!cli.Prompt.TrimEnd().EndsWith('#'))
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"'{context.Device.Name}' does not let '{context.Credential.Username}' into privileged mode: '{Masked(reply.Text.Trim())}'. Give the login privilege 15, or set the enable password.");
        }
    }

    private static bool IsOpen(EosSessions sessions, string name) =>
        name != sessions.Pending && sessions.States.TryGetValue(name, out var state) && state.Equals("pending", StringComparison.OrdinalIgnoreCase);

    private static string OwnerOf(string session) => OwnName().Match(session) is { Success: true } own ? own.Groups[1].Value : session;

    private string Masked(string text) => TerminalText.Escape(context.Secrets.Mask(text));

    private void RefuseRejected(CliReply reply)
    {
        if (reply.Output.FirstOrDefault(IsRefusal) is { } answer)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{context.Device.Name}' rejected line {reply.Line.Number} of the intended config, '{Masked(reply.Line.Text)}', with '{Masked(answer)}'. Nothing was changed.");
        }

        if (!reply.Line.InHereDoc && !IsConfiguring(reply.Prompt))
        {
            throw new LoadException(ErrorCode.LoadRejected, $"An 'exit' before line {reply.Line.Number} of the intended config left the configuration of '{context.Device.Name}', where nothing was open that it could close. Remove it. Nothing was changed.");
        }
    }

    private static bool IsConfiguring(string prompt) => prompt.Contains("(config", StringComparison.Ordinal);

    // Config lines and commits answer nothing, or a warning; whatever else a device says is not success.
    private static bool IsRefusal(string line) =>
        AristaEosPlatform.Profile.Failure.IsMatch(line) || !AristaEosPlatform.Profile.Harmless.IsMatch(line);

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (IsConfiguring(cli.Prompt))
        {
            await ExpectAsync("end", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ExpectAsync(string command, CancellationToken cancellationToken)
    {
        var reply = await cli.SendAsync(command, cancellationToken).ConfigureAwait(false);
        if (reply.Output.FirstOrDefault(AristaEosPlatform.Profile.Failure.IsMatch) is { } failure)
        {
            throw new ConnectionException(
                failure.Contains("Maximum number", StringComparison.OrdinalIgnoreCase) ? ErrorCode.DeviceBusy : ErrorCode.UnexpectedAnswer,
                $"'{context.Device.Name}' answered '{command}' with '{Masked(failure)}'.");
        }
    }

    private async Task CommitAsync(string command, ErrorCode code, CancellationToken cancellationToken)
    {
        var reply = await cli.SendCommitAsync(command, cancellationToken).ConfigureAwait(false);
        if (reply.Output.FirstOrDefault(IsRefusal) is { } failure)
        {
            throw new CommitException(code, $"'{context.Device.Name}' answered '{command}' with '{Masked(failure)}'.");
        }
    }

    private async Task CopyAsync(string command, ErrorCode code, CancellationToken cancellationToken)
    {
        var reply = await cli.SendCommitAsync(command, cancellationToken).ConfigureAwait(false);
        if (!reply.Text.Contains("Copy completed successfully", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommitException(code, $"'{context.Device.Name}' did not say that '{command}' succeeded; it answered '{Masked(reply.Text)}'.");
        }
    }

    private async Task<EosSessions> SessionsAsync(CancellationToken cancellationToken)
    {
        var reply = await cli.ReadAnyAsync("show configuration sessions detail | json", cancellationToken).ConfigureAwait(false);
        try
        {
            return AristaEosOutput.Sessions(reply.Text);
        }
        catch (FormatException exception)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{context.Device.Name}': {Masked(exception.Message)}", exception);
        }
    }

    [GeneratedRegex(@"[Pp]assword:\s*$")]
    private static partial Regex PasswordQuestion();

    [GeneratedRegex(@"^prv-([0-9a-f]{8})-")]
    private static partial Regex OwnName();
}
