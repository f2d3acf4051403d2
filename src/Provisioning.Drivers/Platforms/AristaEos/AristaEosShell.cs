using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>EOS's command line on a terminal, over SSH.</summary>
internal sealed partial class AristaEosShell(IDeviceConnection connection, CliSession cli, DeviceContext context) : IEosCommandLine
{
    private string Name => context.Device.Name;

    /// <summary>Turns off what would cut or wrap the output, asks for the version, and enters privileged mode.</summary>
    /// <returns>What <c>show version | json</c> answered.</returns>
    public async Task<string> PrepareAsync(CancellationToken cancellationToken)
    {
        // A banner can look like a prompt; only the prompt that a command was echoed behind is believed.
        await cli.WaitForPromptAsync(cancellationToken).ConfigureAwait(false);
        var replies = await cli.SendAllAsync([new("terminal length 0"), new("terminal width 32767"), new("show version | json")], cancellationToken).ConfigureAwait(false);
        if (replies.FirstOrDefault(reply => reply.Failure(EosForm.Message) is not null) is { } failed)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered '{failed.Line.Text}' with '{Masked(failed.Text)}'.");
        }

        if (cli.Prompt.TrimEnd().EndsWith('>'))
        {
            await EnableAsync(cancellationToken).ConfigureAwait(false);
        }

        return replies[^1].Text;
    }

    public async Task<IReadOnlyList<CliReply>> RunAsync(IReadOnlyList<EosCommand> commands, CancellationToken cancellationToken)
    {
        await LeaveConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var replies = new List<CliReply>();
        foreach (var command in commands)
        {
            var reply = await RunAsync(command, cancellationToken).ConfigureAwait(false) with { Line = new(command.Text) };
            replies.Add(reply);
            if (reply.Failure(command.Form) is not null)
            {
                break;
            }
        }

        return replies;
    }

    public async Task<IReadOnlyList<CliReply>> LoadAsync(IReadOnlyList<string> enter, IReadOnlyList<CliLine> lines, CancellationToken cancellationToken)
    {
        // Not typed ahead of the session's prompt: where the session is refused, what follows would be run as commands.
        await LeaveConfigurationAsync(cancellationToken).ConfigureAwait(false);
        var entered = await cli.SendAllAsync([.. enter.Select(command => new CliLine(command))], cancellationToken).ConfigureAwait(false);
        return entered.Any(reply => reply.Refusal() is not null)
            ? entered
            : [.. entered, .. await cli.SendAllAsync(lines, cancellationToken).ConfigureAwait(false)];
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync().ConfigureAwait(false);
        await cli.DisposeAsync().ConfigureAwait(false);
    }

    private Task<CliReply> RunAsync(EosCommand command, CancellationToken cancellationToken) => command switch
    {
        { Slow: true } => cli.SendCommitAsync(command.Text, cancellationToken),
        { Form: EosForm.Json } => cli.ReadAnyAsync($"{command.Text} | json", cancellationToken),
        { Form: EosForm.Text } => cli.ReadAnyAsync(command.Text, cancellationToken),
        _ => cli.SendAsync(command.Text, cancellationToken),
    };

    // A load that broke off has left the prompt in the session.
    private async Task LeaveConfigurationAsync(CancellationToken cancellationToken)
    {
        if (cli.Prompt.Contains("(config", StringComparison.Ordinal))
        {
            await cli.SendAsync("end", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EnableAsync(CancellationToken cancellationToken)
    {
        var password = context.Credential.EnablePassword ?? context.Credential.Password;
        var question = new CliQuestion(PasswordQuestion(), password?.Reveal() ?? "");
        var reply = await cli.SendAsync("enable", cancellationToken, question).ConfigureAwait(false);
        if (!cli.Prompt.TrimEnd().EndsWith('#'))
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"'{Name}' does not let '{context.Credential.Username}' into privileged mode: '{Masked(reply.Text.Trim())}'. Give the login privilege 15, or set the enable password.");
        }
    }

    private string Masked(string text) => context.Quote(text);

    [GeneratedRegex(@"[Pp]assword:\s*$")]
    private static partial Regex PasswordQuestion();
}
