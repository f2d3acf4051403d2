using System.Runtime.Versioning;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using Provisioning.Drivers.Posix;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Posix;

[SupportedOSPlatform("linux")]
public class RemoteShellTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("true", 0)]
    [InlineData("false", 1)]
    [InlineData("exit 7", 7)]
    public async Task A_script_has_the_status_of_its_end(string script, int status)
    {
        await using var shell = new LocalShell();

        Assert.Equal(status, (await new RemoteShell(shell, DriverContexts.Create()).RunAsync(script, null, Token)).Status);
    }

    [Fact]
    public async Task Both_outputs_come_in_order_and_nothing_else()
    {
        await using var shell = new LocalShell();

        var result = await new RemoteShell(shell, DriverContexts.Create()).RunAsync("echo one; echo two >&2; printf 'prv-status:9 three'", null, Token);

        Assert.Equal("one\ntwo\nprv-status:9 three", result.Output);
    }

    [Fact]
    public async Task The_input_reaches_the_script_and_never_the_command_line()
    {
        await using var shell = new LocalShell();

        var result = await new RemoteShell(shell, DriverContexts.Create()).RunAsync("cat", "password hunter2", Token);

        Assert.Equal("password hunter2", result.Output);
        Assert.DoesNotContain("hunter2", Assert.Single(shell.Ran).Command, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "sh -c '")]
    [InlineData("false", "sh -c '")]
    [InlineData("true", "sudo -n sh -c '")]
    public async Task The_option_sudo_says_who_runs_it(string? sudo, string begin)
    {
        var connection = Answering(new(0, "prv-status:0\n", ""));
        var context = sudo is null ? DriverContexts.Create() : DriverContexts.Create(options: ("sudo", sudo));

        await new RemoteShell(connection, context).RunAsync("id", null, Token);

        await connection.Received().ExecuteAsync(Arg.Is<string>(command => command.StartsWith(begin, StringComparison.Ordinal)), Arg.Any<string?>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public void Another_value_of_sudo_is_refused() =>
        Assert.Equal(ErrorCode.DeviceOptionInvalid, Assert.Throws<ValidationException>(() => RemoteShell.CheckOptions(DriverContexts.Create(options: ("sudo", "yes")).Device)).Code);

    [Theory]
    [InlineData("% Unknown command: sh -c", "")]
    [InlineData("", "sudo: a password is required")]
    [InlineData("prv-status:", "")]
    [InlineData("prv-status:0\ntrailing", "")]
    public async Task An_answer_without_the_end_mark_is_not_a_script_that_ran(string output, string error)
    {
        var run = new RemoteShell(Answering(new(1, output, error)), DriverContexts.Create()).RunAsync("id", null, Token);

        Assert.Equal(ErrorCode.PrerequisiteMissing, (await Assert.ThrowsAsync<ConnectionException>(() => run)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hostname r1\nrouter bg")]
    public async Task A_command_that_was_cut_off_is_a_lost_connection(string output)
    {
        var run = new RemoteShell(Answering(new(null, output, "")), DriverContexts.Create()).RunAsync("cat", null, Token);

        Assert.Equal(ErrorCode.ConnectionLost, (await Assert.ThrowsAsync<ConnectionException>(() => run)).Code);
    }

    [Fact]
    public async Task What_a_foreign_shell_says_is_quoted_short_and_masked()
    {
        var run = new RemoteShell(Answering(new(1, "login-Secret9 " + new string('x', 100_000), "")), DriverContexts.Create()).RunAsync("cat", null, Token);

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => run);

        Assert.DoesNotContain("login-Secret9", exception.Message, StringComparison.Ordinal);
        Assert.InRange(exception.Message.Length, 1, 1_000);
    }

    [Fact]
    public async Task A_script_that_does_not_end_is_a_timeout()
    {
        var clock = new FakeTimeProvider();
        var connection = Substitute.For<IDeviceConnection>();
        connection.ExecuteAsync("", null, Token).ReturnsForAnyArgs(async call =>
        {
            await Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>());
            return new ExecResult(0, "", "");
        });
        var run = new RemoteShell(connection, DriverContexts.Create(clock)).RunAsync("cat", null, Token);
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(ErrorCode.DeviceTimeout, (await Assert.ThrowsAsync<ConnectionException>(() => run)).Code);
    }

    private static IDeviceConnection Answering(ExecResult result)
    {
        var connection = Substitute.For<IDeviceConnection>();
        connection.ExecuteAsync("", null, Token).ReturnsForAnyArgs(result);
        return connection;
    }
}
