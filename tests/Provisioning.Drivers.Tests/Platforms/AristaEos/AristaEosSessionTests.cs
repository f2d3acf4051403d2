using NSubstitute;
using Provisioning.Drivers.Cli;
using Provisioning.Drivers.Platforms.AristaEos;
using Provisioning.Drivers.Tests.Cli;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms.AristaEos;

/// <summary>Against a device that answers what the test says, be it ever so odd; what a proper one does is in the conformance suite.</summary>
public class AristaEosSessionTests
{
    private readonly ScriptedChannel _channel = new();
    private readonly AristaEosSession _session;
    private readonly Dictionary<string, string> _answers = new();
    private string _prompt = "leaf1#";
    private string _candidate = "";

    public AristaEosSessionTests()
    {
        var context = DriverContexts.Create();
        _session = new(new AristaEosShell(Substitute.For<IDeviceConnection>(), new CliSession(_channel, AristaEosPlatform.Profile, context), context), context);
        _channel.Say(_prompt);
        _channel.OnTyped = typed =>
        {
            foreach (var line in typed.Split('\n')[..^1])
            {
                _channel.Say($"{line}\r\n{Answer(line)}{_prompt}");
            }
        };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CommitRequest Plain => new(null, null);

    [Fact]
    public async Task A_commit_that_answers_nothing_and_closes_its_session_succeeds()
    {
        await LoadAsync();
        _answers["show configuration sessions"] = """{"sessions":{"CANDIDATE":{"state":"completed"}}}""";

        await _session.CommitAsync(Plain, Token);

        Assert.Contains(_channel.Typed, typed => typed == $"configure session {_candidate} commit\n");
    }

    [Theory]
    [InlineData("% Cannot commit")]
    [InlineData("Agent Ebra did not acknowledge the change")]
    public async Task A_commit_answer_that_is_not_known_as_harmless_is_a_failure(string answer)
    {
        await LoadAsync();
        _answers["configure session CANDIDATE commit"] = answer;

        var exception = await Assert.ThrowsAsync<CommitException>(() => _session.CommitAsync(Plain, Token));

        Assert.Equal(ErrorCode.CommitFailed, exception.Code);
        Assert.Contains(answer, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_that_leaves_its_session_open_is_a_failure()
    {
        await LoadAsync();
        _answers["show configuration sessions"] = """{"sessions":{"CANDIDATE":{"state":"pending"}}}""";

        await Assert.ThrowsAsync<CommitException>(() => _session.CommitAsync(Plain, Token));
    }

    [Fact]
    public async Task A_timed_commit_without_a_timer_is_a_failure()
    {
        await LoadAsync();
        _answers["show configuration sessions"] = """{"sessions":{"CANDIDATE":{"state":"completed"}}}""";

        await Assert.ThrowsAsync<CommitException>(() => _session.CommitAsync(new(TimeSpan.FromMinutes(1), null), Token));
    }

    [Fact]
    public async Task A_backup_that_does_not_say_it_succeeded_stops_the_commit()
    {
        await LoadAsync();
        _answers["copy running-config"] = "Copy may have completed.";

        await Assert.ThrowsAsync<CommitException>(() => _session.CommitAsync(Plain, Token));
        Assert.DoesNotContain(_channel.Typed, typed => typed.Contains("commit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rejected_line_is_named()
    {
        _answers["bogus"] = "% Invalid input (at token 0: 'bogus')";

        var exception = await Assert.ThrowsAsync<LoadException>(() => _session.LoadAsync("hostname a\nbogus\n", LoadOperation.Merge, Token));

        Assert.Contains("line 2", exception.Message, StringComparison.Ordinal);
        Assert.Contains("bogus", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_an_exit_too_many_let_out_of_the_session_are_a_rejection()
    {
        var exception = await Assert.ThrowsAsync<LoadException>(() => _session.LoadAsync("hostname a\nexit\nip routing\n", LoadOperation.Merge, Token));

        Assert.Contains("line 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_here_doc_without_end_is_refused_before_anything_is_typed()
    {
        await Assert.ThrowsAsync<LoadException>(() => _session.LoadAsync("banner motd\nhello\n", LoadOperation.Merge, Token));

        Assert.Empty(_channel.Typed);
    }

    [Fact]
    public async Task An_error_in_place_of_a_config_is_not_taken_for_one()
    {
        _answers["show running-config"] = "% Invalid input";

        Assert.Equal(ErrorCode.UnexpectedAnswer, (await Assert.ThrowsAsync<ConnectionException>(() => _session.GetConfigAsync(ConfigStore.Running, Token))).Code);
    }

    private async Task LoadAsync() => await _session.LoadAsync("hostname leaf1\n", LoadOperation.Merge, Token);

    private string Answer(string line)
    {
        if (line.StartsWith("configure session ", StringComparison.Ordinal) && !line.Contains("commit", StringComparison.Ordinal))
        {
            (_candidate, _prompt) = (line.Split(' ')[2], "leaf1(config-s-prv-0a)#");
        }
        else if (line is "end" or "exit")
        {
            _prompt = "leaf1#";
        }

        var answer = _answers.FirstOrDefault(pair => line.StartsWith(pair.Key.Replace("CANDIDATE", _candidate, StringComparison.Ordinal), StringComparison.Ordinal)).Value
            ?? (line.StartsWith("copy ", StringComparison.Ordinal) ? "Copy completed successfully." : line.Contains("sessions", StringComparison.Ordinal) ? """{"sessions":{}}""" : null);
        return answer is null ? "" : answer.Replace("CANDIDATE", _candidate, StringComparison.Ordinal) + "\r\n";
    }
}
