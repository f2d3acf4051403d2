using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <content>Files on the device.</content>
internal sealed partial class CiscoIosSession
{
    // How many there are depends on 'file prompt' (quiet, alert, noisy), which is the user's: none, one or two.
    private static readonly CliQuestion[] FileQuestions = [new(FileQuestion(), "")];

    private string[] Questions =>
        [$"dir {(_options.FileSystem is { } place ? place + " " : "")}| include Directory of|bytes free|prv-", "show archive config rollback timer", "show clock", "show archive"];

    /// <summary>Asks in one go for all that decides what may be done.</summary>
    private async Task<CiscoIosState> LookAsync(CancellationToken cancellationToken) =>
        State(await AskAllAsync(Questions, cancellationToken).ConfigureAwait(false));

    /// <summary>The same behind a command, which is typed with it.</summary>
    private async Task<(CliReply Reply, CiscoIosState State)> LookBehindAsync(string command, CancellationToken cancellationToken)
    {
        var replies = await AskAllAsync([command, .. Questions], cancellationToken).ConfigureAwait(false);
        return (replies[0], State([.. replies.Skip(1)]));
    }

    private CiscoIosState State(IReadOnlyList<CliReply> replies)
    {
        try
        {
            var known = !CiscoIosOutput.IsUnknown(replies[1].Output);
            return _state = CiscoIosOutput.Files(replies[0].Output) with
            {
                HasTimers = known,
                Timer = known ? CiscoIosOutput.Timer(replies[1].Output) : null,
                Clock = CiscoIosOutput.Clock(replies[2].Output),
                Archives = CiscoIosOutput.Archives(replies[3].Output),
            };
        }
        catch (FormatException exception)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}': {Masked(exception.Message)}", exception);
        }
    }

    /// <summary>Puts the candidate on the device, and makes sure that it is what was meant.</summary>
    private async Task PutCandidateAsync(string text, CancellationToken cancellationToken)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        if (_state!.Free < size)
        {
            throw new LoadException(ErrorCode.PrerequisiteMissing, $"'{Name}' has {_state.Free} bytes free on {_state.FileSystem}, and the intended config needs {size}. Remove old files. Nothing was changed.");
        }

        var refusal = _options.Inline ? "" : await SendByScpAsync(text, cancellationToken).ConfigureAwait(false);
        if (refusal is null && await ArrivedAsync(text, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await TypeAsync(text, refusal ?? "a file that differs", cancellationToken).ConfigureAwait(false);
        if (!await ArrivedAsync(text, cancellationToken).ConfigureAwait(false))
        {
            throw new LoadException(ErrorCode.LoadRejected, $"What arrived on '{Name}' as {CandidatePath} is not what was sent. Nothing was changed.");
        }
    }

    private async Task<string?> SendByScpAsync(string text, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(Context.Timeouts.Commit, Context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await ScpUpload.SendAsync(Connection, CandidatePath, text, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionException(ErrorCode.DeviceTimeout, $"'{Name}' did not take a file by SCP within {Context.Timeouts.Commit.TotalSeconds:0} s. Set its option inline_transfer=true.");
        }
    }

    private async Task TypeAsync(string text, string refusal, CancellationToken cancellationToken)
    {
        var lines = CiscoIosTcl.Lines(CandidatePath, text);
        var replies = await Cli.SendAllAsync(lines, cancellationToken).ConfigureAwait(false);
        if (Cli.Prompt.Contains(CiscoIosTcl.Place, StringComparison.Ordinal))
        {
            await Cli.SendAsync("tclquit", cancellationToken).ConfigureAwait(false);
        }

        var failure = replies.Select(Failure).FirstOrDefault(line => line is not null);
        if (failure is not null || replies.Count < lines.Count)
        {
            var byScp = _options.Inline ? "" : $" SCP gave '{Masked(refusal)}'; it needs 'ip scp server enable' and a login of privilege 15.";
            throw new LoadException(ErrorCode.PrerequisiteMissing, $"'{Name}' does not take a file through 'tclsh': '{Masked(failure ?? replies[^1].Text.Trim())}'.{byScp} Nothing was changed.");
        }
    }

    // The syntax check comes along, as both need the file only.
    private async Task<bool> ArrivedAsync(string text, CancellationToken cancellationToken)
    {
        string[] check = _options.ChecksSyntax ? [$"configure check syntax {CandidatePath}"] : [];
        var replies = await AskAllAsync([$"verify /md5 {CandidatePath}", .. check], cancellationToken).ConfigureAwait(false);
        var arrived = CiscoIosOutput.IsUnknown(replies[0].Output)
            ? CiscoIosOutput.Size(await AskAsync($"dir {CandidatePath}", cancellationToken).ConfigureAwait(false), _candidate) == Encoding.UTF8.GetByteCount(text)
            : CiscoIosOutput.Md5(replies[0].Output) == Md5(text);
        if (!arrived)
        {
            return false;
        }

        if (_options.ChecksSyntax)
        {
            RefuseSyntax(replies[1]);
        }

        return true;
    }

    // Documented in Cisco's "Configuration Fundamentals Command Reference"; what it prints is unconfirmed. A device that does not
    // know it marks the word 'check', and then the commit is the first to tell.
    private void RefuseSyntax(CliReply reply)
    {
        var check = reply.Prompt.Length + "configure ".Length;
        var isUnknown = reply.Output.Count(line => line.TrimEnd().EndsWith('^')) == 1
            && reply.Output.FirstOrDefault(line => line.Length > 0) is { } mark && mark.Trim() == "^" && mark.IndexOf('^', StringComparison.Ordinal) >= check
            && mark.IndexOf('^', StringComparison.Ordinal) <= check + "check".Length;
        if (!isUnknown && CopyFailure(reply.Output) is { } failure)
        {
            throw new LoadException(ErrorCode.LoadRejected, $"'{Name}' rejected the intended config in its syntax check: '{Masked(failure)}'. Nothing was changed.");
        }
    }

    private async Task DeleteAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            var command = $"delete /force {_state!.FileSystem}{name}";
            var reply = await Cli.SendCommitAsync(command, cancellationToken, FileQuestions).ConfigureAwait(false);
            if (Failure(reply) is { } failure && !failure.Contains("No such file", StringComparison.OrdinalIgnoreCase))
            {
                throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered '{command}' with '{Masked(failure)}'.");
            }
        }
    }

    private async Task<IReadOnlyList<string>> AskAsync(string command, CancellationToken cancellationToken) =>
        (await Cli.SendAsync(command, cancellationToken).ConfigureAwait(false)).Output;

    /// <summary>Types commands whose answers are looked at one by one, failures included.</summary>
    private async Task<IReadOnlyList<CliReply>> AskAllAsync(string[] commands, CancellationToken cancellationToken)
    {
        var replies = new List<CliReply>();
        while (replies.Count < commands.Length)
        {
            var rest = commands.Skip(replies.Count).Select(command => new CliLine(command)).ToList();
            replies.AddRange(await Cli.SendAllAsync(rest, cancellationToken).ConfigureAwait(false));
        }

        return replies;
    }

    /// <summary>Types commands whose output may be any text, in one go.</summary>
    private async Task<IReadOnlyList<CliReply>> ReadAllAsync(string[] commands, CancellationToken cancellationToken)
    {
        var comment = new CliLine($"{Cli.Profile.Comment} prv-{Context.RunId}");
        var lines = commands.SelectMany(command => new[] { new CliLine(command), comment }).ToList();
        var replies = new List<CliReply>();
        while (replies.Count < lines.Count)
        {
            replies.AddRange(await Cli.SendAllAsync(lines.Skip(replies.Count).ToList(), cancellationToken).ConfigureAwait(false));
        }

        return [.. replies.Where((_, index) => index % 2 == 0)];
    }

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "It finds damage, not attackers, and is what IOS has.")]
    private static string Md5(string text) => Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    [GeneratedRegex(@"^(?:Destination|Source|Delete) filename \[.*\]\?\s*$|\[confirm\]\s*$")]
    private static partial Regex FileQuestion();
}
