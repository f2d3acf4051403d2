using System.Diagnostics;
using Provisioning.Credentials;
using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>Distinctive secrets everywhere; then everything that leaves the engine is searched for them.</summary>
public sealed class RunSecretsTests
{
    private static readonly string[] Secrets = ["Sup3r-Pass-Wort", "K3y-Passphrase", "En4ble-Wort", "C0nfig-Wort", "R5nning-Wort"];

    private readonly RunBench _bench = new()
    {
        Credential = new() { Username = "ops", Password = new(Secrets[0]), KeyPassphrase = new(Secrets[1]), EnablePassword = new(Secrets[2]) },
        Intended = $"hostname r1\nneighbor 192.0.2.9 password {Secrets[3]}\n",
    };

    public RunSecretsTests() => _bench.Device.Running = $"hostname r1\nneighbor 192.0.2.9 password {Secrets[4]}\n";

    public static TheoryData<Verb> Verbs => [.. Enum.GetValues<Verb>()];

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task No_secret_leaves_with_a_refusal(Verb verb) =>
        NothingLeavesAsync(verb, new CommitException(ErrorCode.CommitFailed, Chatter, new InvalidOperationException(Chatter)));

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task No_secret_leaves_with_a_lost_connection(Verb verb) =>
        NothingLeavesAsync(verb, new ConnectionException(ErrorCode.ConnectionLost, Chatter));

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task No_secret_leaves_with_a_defect(Verb verb) =>
        NothingLeavesAsync(verb, new InvalidOperationException(Chatter, new FormatException(Chatter)));

    [Fact]
    public async Task No_secret_leaves_with_a_remaining_diff()
    {
        _bench.Device.Keeps = text => text + $"neighbor 192.0.2.8 password {Secrets[4]}2\n";

        await NothingLeavesAsync(Verb.Rollback, new RollbackException(ErrorCode.RollbackFailed, Chatter));
    }

    [Fact]
    public async Task A_change_of_a_secret_still_shows()
    {
        var result = await _bench.RunAsync(new() { ReplaceConfig = true });

        Ending.Is(result, ProvisionOutcome.WouldChange, DeviceState.Untouched);
        Assert.Contains("-neighbor 192.0.2.9 password <secret-", result.Diff!.Text, StringComparison.Ordinal);
        Assert.Contains("+neighbor 192.0.2.9 password <secret-", result.Diff.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_steer_a_terminal_is_made_visible()
    {
        _bench.Device.Fail(Verb.Load, new LoadException(ErrorCode.LoadRejected, "\u001b[2Jgone"));

        var result = await _bench.RunAsync();

        Assert.Equal(@"\x1b[2Jgone", result.Error!.Message);
    }

    [Fact]
    public async Task A_message_about_a_host_key_loses_none_of_its_words()
    {
        const string Message = "'r1' has the host key ssh-ed25519 SHA256:abc; the password was not sent. Add this line: [192.0.2.1]:22 ssh-ed25519 AAAA";
        _bench.Device.Fail(Verb.Open, new ConnectionException(ErrorCode.HostKeyUnknown, Message));

        Assert.Equal(Message, (await _bench.RunAsync()).Error!.Message);
    }

    [Fact]
    public async Task Nor_does_one_about_the_journal()
    {
        const string Message = "The password '/var/lib/backup.key' cannot be used";
        _bench.Device.Fail(Verb.Open, new JournalException(ErrorCode.JournalUnusable, Message));

        Assert.Equal(Message, (await _bench.RunAsync()).Error!.Message);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public Task No_known_secret_leaves_with_words_of_our_own(Verb verb) =>
        NothingLeavesAsync(verb, new JournalException(ErrorCode.JournalUnusable, $"login with {Secrets[0]}, {Secrets[1]} and {Secrets[2]}"));

    [Fact]
    public async Task Nor_does_one_in_which_a_recovery_ended()
    {
        const string Message = "the password was refused";
        _bench.Device.Fail(Verb.Commit, RunBench.Lost, Moment.After);
        _bench.Device.Fail(Verb.Open, new ConnectionException(ErrorCode.AuthenticationFailed, Message), skip: 1, times: 1000);

        var result = await _bench.RunAsync(RunBench.Commits);

        Assert.Equal(ErrorCode.RollbackFailed, result.Error!.Code);
        Assert.Contains(Message, result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_prints_no_secret() =>
        Assert.All(Secrets.Take(3), secret => Assert.DoesNotContain(secret, _bench.Credential.ToString(), StringComparison.Ordinal));

    private static string Chatter =>
        $"login with {Secrets[0]}, {Secrets[1]} and {Secrets[2]} failed at\nneighbor 192.0.2.9 password {Secrets[3]}\npassword {Secrets[4]}";

    private async Task NothingLeavesAsync(Verb verb, Exception exception)
    {
        _bench.Device.Fail(verb, exception, times: 1000);
        using var activities = new ActivityRecorder();

        var result = await _bench.RunAsync(RunBench.Commits with { ReplaceConfig = true });

        var texts = new[] { result.ToString(), result.Error?.Message, result.Diff?.Text, result.AppliedDiff?.Text }
            .Concat(_bench.Log.Lines.SelectMany(line => new[] { line.Text, line.Values, line.Scopes, line.Exception?.ToString() }))
            .Concat(activities.Of(result.RunId).SelectMany(Texts));
        var all = string.Join('\n', texts);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    private static IEnumerable<string?> Texts(Activity activity) =>
        activity.TagObjects.Select(tag => $"{tag}").Append(activity.StatusDescription)
            .Concat(activity.Events.SelectMany(e => e.Tags.Select(tag => $"{tag}").Append(e.Name)));
}
