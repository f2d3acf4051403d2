using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Credentials;
using Provisioning.Drivers.Http;
using Provisioning.Errors;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Http;

/// <summary>Against a real HTTPS server.</summary>
public class HttpDeviceClientTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private int _requests;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_carries_login_path_and_body_and_its_answer_is_read()
    {
        await using var server = HttpsServer.Start(exchange => exchange.AnswerAsync(
            $"{exchange.Path} {exchange.Headers["Content-Type"]} {exchange.Headers["Authorization"]} {exchange.Body}"));
        await using var client = HttpClients.Client(server, HttpClients.Pinned(server));

        var answer = await client.PostAsync("höllo", Soon, Token);

        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:login-Secret9"));
        Assert.Equal(new(HttpStatusCode.OK, $"/command-api application/json Basic {login} höllo"), answer);
    }

    [Fact]
    public async Task One_connection_serves_the_whole_session()
    {
        await using var server = HttpsServer.Start(exchange => exchange.AnswerAsync("fine"));
        await using var client = HttpClients.Client(server, HttpClients.Pinned(server));

        for (var i = 0; i < 5; i++)
        {
            await client.PostAsync("", Soon, Token);
        }

        Assert.Equal(1, server.Relay.Accepted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_whose_answer_is_lost_is_never_sent_again(bool first)
    {
        await using var server = HttpsServer.Start(exchange => Interlocked.Increment(ref _requests) == (first ? 1 : 2)
            ? LoseAsync(exchange)
            : exchange.AnswerAsync("fine"));
        await using var client = HttpClients.Client(server, HttpClients.Pinned(server));
        if (!first)
        {
            await client.PostAsync("", Soon, Token);
        }

        var error = await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("commit", Soon, Token));

        Assert.Equal(ErrorCode.ConnectionLost, error.Code);
        Assert.Equal(first ? 1 : 2, _requests);
    }

    [Fact]
    public async Task After_a_lost_answer_the_session_is_over()
    {
        await using var server = HttpsServer.Start(LoseAsync);
        await using var client = HttpClients.Client(server, HttpClients.Pinned(server));
        await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("", Soon, Token));

        var error = await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("", Soon, Token));

        Assert.Equal(ErrorCode.ConnectionLost, error.Code);
        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_lost_connection()
    {
        await using var server = HttpsServer.Start(async exchange =>
        {
            await exchange.BeginAnswerAsync(1000);
            await exchange.WriteAsync("half"u8.ToArray());
            exchange.Reset();
        });
        await using var client = HttpClients.Client(server, HttpClients.Pinned(server));

        var error = await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("", Soon, Token));

        Assert.Equal(ErrorCode.ConnectionLost, error.Code);
    }

    [Fact]
    public async Task An_answer_that_does_not_end_is_given_up()
    {
        await using var server = HttpsServer.Start(async exchange =>
        {
            var chunk = new byte[1 << 20];
            await exchange.BeginAnswerAsync(1L << 40);
            while (true)
            {
                await exchange.WriteAsync(chunk);
            }
        });
        await using var client = HttpClients.Client(server, HttpClients.Pinned(server));

        var error = await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("", TimeSpan.FromMinutes(5), Token));

        Assert.Equal(ErrorCode.UnexpectedAnswer, error.Code);
        Assert.Contains("64 MiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_device_times_out_by_the_runs_clock()
    {
        var clock = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        await using var server = HttpsServer.Start(async exchange =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, exchange.Aborted);
        });
        await using var client = new HttpDeviceClient(new HttpTransport(), HttpClients.Context(server.Port, clock, HttpClients.Pinned(server)), HttpClients.Service);

        var posting = client.PostAsync("", TimeSpan.FromMinutes(2), Token);
        await asked.Task.WaitAsync(Token);
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(ErrorCode.DeviceTimeout, (await Assert.ThrowsAsync<ConnectionException>(() => posting)).Code);
    }

    [Fact]
    public async Task A_cancelled_request_ends_the_session()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = HttpsServer.Start(async exchange =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, exchange.Aborted);
        });
        await using var client = HttpClients.Client(server, HttpClients.Pinned(server));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PostAsync("", Soon, cancel.Token));

        Assert.Equal(ErrorCode.ConnectionLost, (await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("", Soon, Token))).Code);
    }

    public static TheoryData<int, string, ErrorCode> Statuses => new()
    {
        { 401, "user 'admin'", ErrorCode.AuthenticationFailed },
        { 403, "user 'admin'", ErrorCode.PrerequisiteMissing },
        { 404, "Switch it on.", ErrorCode.PrerequisiteMissing },
        { 302, "not followed", ErrorCode.UnexpectedAnswer },
        { 502, "behind it", ErrorCode.UnexpectedAnswer },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_status_that_is_no_answer_says_what_to_do(int status, string says, ErrorCode code)
    {
        await using var server = HttpsServer.Start(exchange => exchange.AnswerAsync("", status, "Location: https://elsewhere.example/\r\n"));
        await using var client = HttpClients.Client(server, HttpClients.Pinned(server));

        var error = await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("", Soon, Token));

        Assert.Equal(code, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("login-Secret9", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task Statuses_by_which_services_tell_of_refused_commands_are_answers(int status)
    {
        await using var server = HttpsServer.Start(exchange => exchange.AnswerAsync("refused", status));
        await using var client = HttpClients.Client(server, HttpClients.Pinned(server));

        Assert.Equal(new((HttpStatusCode)status, "refused"), await client.PostAsync("", Soon, Token));
    }

    [Fact]
    public async Task Nothing_at_the_port_is_unreachable()
    {
        await using var server = HttpsServer.Start(LoseAsync);
        server.Relay.RefuseNew();
        await using var client = HttpClients.Client(server, HttpClients.Pinned(server));

        Assert.Equal(ErrorCode.Unreachable, (await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("", Soon, Token))).Code);
    }

    [Fact]
    public async Task What_does_not_speak_TLS_is_named_so()
    {
        await using var server = HttpsServer.StartPlain(LoseAsync);
        await using var client = HttpClients.Client(server, (HttpDeviceOptions.VerifyKey, "false"));

        var error = await Assert.ThrowsAsync<ConnectionException>(() => client.PostAsync("", Soon, Token));

        Assert.Equal(ErrorCode.UnexpectedAnswer, error.Code);
        Assert.Equal(0, _requests);
    }

    [Fact]
    public async Task Plain_HTTP_is_spoken_where_a_device_asks_for_it()
    {
        await using var server = HttpsServer.StartPlain(exchange => exchange.AnswerAsync("fine"));
        await using var client = HttpClients.Client(server, (HttpDeviceOptions.PlainKey, "true"));

        Assert.Equal("fine", (await client.PostAsync("", Soon, Token)).Body);
    }

    [Fact]
    public async Task Without_a_password_nothing_is_sent()
    {
        await using var server = HttpsServer.Start(LoseAsync);
        var context = HttpClients.Context(server.Port, null, HttpClients.Pinned(server)) with { Credential = new() { Username = "admin", KeyFile = "id_ed25519" } };
        await using var client = new HttpDeviceClient(new HttpTransport(), context, HttpClients.Service);

        Assert.Equal(ErrorCode.CredentialsMissing, (await Assert.ThrowsAsync<CredentialException>(() => client.PostAsync("", Soon, Token))).Code);
    }

    [Fact]
    public async Task A_user_name_with_a_colon_is_refused()
    {
        await using var server = HttpsServer.Start(LoseAsync);
        var context = HttpClients.Context(server.Port, null, HttpClients.Pinned(server)) with { Credential = new() { Username = "a:b", Password = new Secret("x") } };
        await using var client = new HttpDeviceClient(new HttpTransport(), context, HttpClients.Service);

        Assert.Equal(ErrorCode.CredentialsUnusable, (await Assert.ThrowsAsync<CredentialException>(() => client.PostAsync("", Soon, Token))).Code);
    }

    private Task LoseAsync(HttpsExchange exchange)
    {
        Interlocked.CompareExchange(ref _requests, 1, 0);
        exchange.Reset();
        return Task.CompletedTask;
    }
}
