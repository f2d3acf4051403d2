using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>NX-OS's command line on a terminal, over SSH.</summary>
internal sealed partial class NxosShell(IDeviceConnection connection, CliSession cli, DeviceContext context) : INxosCommandLine
{
    private string Name => context.Device.Name;

    /// <summary>Turns off what would cut or wrap the output, and enters privileged mode.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // A banner can look like a prompt; only the prompt that a command was echoed behind is believed.
        await cli.WaitForPromptAsync(cancellationToken).ConfigureAwait(false);
        var replies = await cli.SendAllAsync([new("terminal length 0"), new("terminal width 511")], cancellationToken).ConfigureAwait(false);
        if (replies.FirstOrDefault(reply => reply.Output.Any(cli.Profile.Failure.IsMatch)) is { } failed)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered '{failed.Line.Text}' with '{Masked(failed.Text)}'.");
        }

        if (cli.Prompt.TrimEnd().EndsWith('>'))
        {
            await EnableAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<IReadOnlyList<CliReply>> RunAsync(IReadOnlyList<string> commands, CancellationToken cancellationToken)
    {
        // What is behind a refusal is not typed any more, so it is asked for again. A comment ends each output, as it may hold prompts.
        var comment = new CliLine($"{cli.Profile.Comment} prv-{context.RunId}");
        var lines = commands.SelectMany(command => new[] { new CliLine(command), comment }).ToList();
        var replies = new List<CliReply>();
        while (replies.Count < lines.Count)
        {
            replies.AddRange(await cli.SendAllAsync(lines[replies.Count..], cancellationToken).ConfigureAwait(false));
        }

        return [.. replies.Where((_, index) => index % 2 == 0)];
    }

    public Task<CliReply> RunSlowAsync(string command, CancellationToken cancellationToken) => cli.SendCommitAsync(command, cancellationToken);

    public async Task<string?> SendFilesAsync(IReadOnlyList<(string Name, string Text)> files, CancellationToken cancellationToken)
    {
        for (var index = 0; index < files.Count; index++)
        {
            if (await SendByScpAsync(files[index].Name, files[index].Text, cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                return await TypeAsync(NxosTcl.Lines(files.Skip(index)), refusal, cancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }

    public async Task<string?> CopyRunningAsync(string name, string behind, CancellationToken cancellationToken)
    {
        var replies = await cli.SendAllAsync([new(CiscoNxosText.CopyRunning(name)), .. NxosTcl.Append(name, behind)], cancellationToken).ConfigureAwait(false);
        await LeaveTclAsync(cancellationToken).ConfigureAwait(false);
        var failed = CiscoNxosText.IsCopied(replies[0]) ? replies.FirstOrDefault(reply => reply.Output.Any(cli.Profile.Failure.IsMatch)) : replies[0];
        return failed is null ? null : $"It answered '{failed.Line.Text}' with '{failed.Text.Trim()}'. Give the login the role network-admin.";
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync().ConfigureAwait(false);
        await cli.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<string?> TypeAsync(IReadOnlyList<CliLine> lines, string refusal, CancellationToken cancellationToken)
    {
        var replies = await cli.SendAllAsync(lines, cancellationToken).ConfigureAwait(false);
        await LeaveTclAsync(cancellationToken).ConfigureAwait(false);
        var failure = replies.SelectMany(reply => reply.Output).FirstOrDefault(cli.Profile.Failure.IsMatch);
        return failure is null && replies.Count == lines.Count
            ? null
            : $"By SCP it answered '{refusal}', through 'tclsh' '{failure ?? replies[^1].Text.Trim()}'. Enter 'feature scp-server', and give the login the role network-admin.";
    }

    // Behind a refused line no more are typed.
    private async Task LeaveTclAsync(CancellationToken cancellationToken)
    {
        if (cli.Prompt.Contains(NxosTcl.Place, StringComparison.Ordinal))
        {
            await cli.SendAsync("tclquit", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string?> SendByScpAsync(string name, string text, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(context.Timeouts.Commit, context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await ScpUpload.SendAsync(connection, $"bootflash:{name}", text, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionException(ErrorCode.DeviceTimeout, $"'{Name}' did not take a file by SCP within {context.Timeouts.Commit.TotalSeconds:0} s.");
        }
    }

    private async Task EnableAsync(CancellationToken cancellationToken)
    {
        var password = context.Credential.EnablePassword ?? context.Credential.Password;
        var question = new CliQuestion(PasswordQuestion(), password?.Reveal() ?? "");
        var reply = await cli.SendAsync("enable", cancellationToken, question).ConfigureAwait(false);
        if (!cli.Prompt.TrimEnd().EndsWith('#'))
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"'{Name}' does not let '{context.Credential.Username}' into privileged mode: '{Masked(reply.Text.Trim())}'. Give the login the role network-admin, or set the enable password.");
        }
    }

    private string Masked(string text) => context.Quote(text);

    [GeneratedRegex(@"[Pp]assword:\s*$")]
    private static partial Regex PasswordQuestion();
}
