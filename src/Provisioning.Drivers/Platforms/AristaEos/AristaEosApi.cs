using System.Globalization;
using System.Net;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Http;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.AristaEos;

/// <summary>
/// EOS's command line over eAPI. Every request is a login of its own, so each begins with <c>enable</c>; commands that may go
/// together are one request.
/// </summary>
internal sealed class AristaEosApi(HttpDeviceClient http, DeviceContext context) : IEosCommandLine
{
    public static HttpService Service { get; } = new(
        "eAPI", "/command-api", "On EOS it is switched on by 'management api http-commands' and 'no shutdown'.");

    private int _requests;

    /// <summary>Asks for the version, which also proves that the login may enter privileged mode.</summary>
    /// <returns>What <c>show version</c> answered, as JSON.</returns>
    public async Task<string> PrepareAsync(CancellationToken cancellationToken)
    {
        var reply = (await RunAsync([new("show version", EosForm.Json)], cancellationToken).ConfigureAwait(false))[0];
        return reply.Failure(EosForm.Json) is not { } failure ? reply.Text : throw new ConnectionException(
            ErrorCode.UnexpectedAnswer, $"'{context.Device.Name}' answered 'show version' with '{Masked(failure)}'.");
    }

    public async Task<IReadOnlyList<CliReply>> RunAsync(IReadOnlyList<EosCommand> commands, CancellationToken cancellationToken)
    {
        var replies = new List<CliReply>();
        while (replies.Count < commands.Count)
        {
            var (together, format) = NextRequest(commands.Skip(replies.Count));
            var timeout = together.Exists(command => command.Slow) ? context.Timeouts.Commit : context.Timeouts.Command;
            var answers = await PostAsync([.. together.Select(command => new EapiCommand(new(command.Text)))], format, timeout, cancellationToken).ConfigureAwait(false);
            replies.AddRange(answers);
            if (answers.Count < together.Count || answers[^1].Failure(together[^1].Form) is not null)
            {
                break;
            }
        }

        return replies;
    }

    public async Task<IReadOnlyList<CliReply>> LoadAsync(IReadOnlyList<string> enter, IReadOnlyList<CliLine> lines, CancellationToken cancellationToken)
    {
        // Every thousand lines have the time of one answer, for they have but one answer together.
        var timeout = context.Timeouts.Command * (1 + (lines.Count / 1000));
        EapiCommand[] commands = [.. enter.Select(command => new EapiCommand(new(command))), .. EapiCommand.From(lines)];
        var replies = await PostAsync(commands, "text", timeout, cancellationToken).ConfigureAwait(false);

        // The lines of a here-doc have no answers of their own.
        return replies.Count < commands.Length ? replies : [.. replies, .. lines.Where(line => line.InHereDoc).Select(line => new CliReply(line, "", []))];
    }

    public ValueTask DisposeAsync() => http.DisposeAsync();

    // The format holds for a whole request. What answers nothing goes with either.
    private static (List<EosCommand> Together, string Format) NextRequest(IEnumerable<EosCommand> commands)
    {
        var together = new List<EosCommand>();
        var form = EosForm.Message;
        foreach (var command in commands)
        {
            if (form != EosForm.Message && command.Form != EosForm.Message && command.Form != form)
            {
                break;
            }

            together.Add(command);
            form = command.Form == EosForm.Message ? form : command.Form;
        }

        return (together, form == EosForm.Json ? "json" : "text");
    }

    private async Task<IReadOnlyList<CliReply>> PostAsync(IReadOnlyList<EapiCommand> commands, string format, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"prv-{context.RunId}-request-{++_requests}");
        EapiCommand[] all = [new(new("enable"), context.Credential.EnablePassword?.Reveal()), .. commands];
        var answer = await http.PostAsync(EapiMessages.Request(id, format, all), timeout, cancellationToken).ConfigureAwait(false);
        if (answer.Status != HttpStatusCode.OK)
        {
            throw http.Unexpected(answer, "with which eAPI answers nothing");
        }

        try
        {
            var replies = EapiMessages.Replies(answer.Body, id, all);
            return replies[0].Refusal() is { } refusal ? throw NotPrivileged(refusal) : [.. replies.Skip(1)];
        }
        catch (FormatException exception)
        {
            throw http.Unexpected(answer, exception.Message);
        }
    }

    private ConnectionException NotPrivileged(string refusal) => new(
        ErrorCode.PrerequisiteMissing,
        $"'{context.Device.Name}' does not let '{context.Credential.Username}' into privileged mode: '{Masked(refusal)}'. Give the login privilege 15, or set the enable password.");

    private string Masked(string text) => context.Quote(text);
}
