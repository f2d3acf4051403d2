using System.Diagnostics;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.TestKit.Daemons;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Ssh;

public sealed class SshExecTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Output_error_and_exit_status_come_apart()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        var result = await connection.ExecuteAsync("echo out; echo err >&2; exit 3", null, Cancel);
        Assert.Equal(new ExecResult(3, "out\n", "err\n"), result);
    }

    [Fact]
    public async Task Input_is_sent_as_UTF_8_and_closed()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        var result = await connection.ExecuteAsync("cat", "grün\n", Cancel);
        Assert.Equal(new ExecResult(0, "grün\n", ""), result);
    }

    [Fact]
    public async Task A_large_input_and_output_arrive_whole()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        var text = string.Concat(Enumerable.Range(0, 600_000).Select(number => $"{number}\n"));
        var result = await connection.ExecuteAsync("cat", text, Cancel);
        Assert.True(result.Output == text, $"{result.Output.Length} of {text.Length} characters came back");
    }

    [Fact]
    public async Task A_command_that_does_not_read_its_input_ends()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        var result = await connection.ExecuteAsync("exit 4", new string('x', 100_000), Cancel);
        Assert.Equal(4, result.ExitStatus);
    }

    [Fact]
    public async Task A_command_that_a_signal_ends_has_no_exit_status()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        var result = await connection.ExecuteAsync("kill -9 $$", null, Cancel);
        Assert.Null(result.ExitStatus);
    }

    [Fact]
    public async Task One_connection_runs_many_commands_at_once()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => connection.ExecuteAsync($"echo {number}", null, Cancel)));
        Assert.Equal(Enumerable.Range(0, 8).Select(number => $"{number}\n"), results.Select(result => result.Output));
    }

    [Fact]
    public async Task Endless_output_is_cut_off()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        var error = await Assert.ThrowsAsync<ConnectionException>(() => connection.ExecuteAsync("yes", null, Cancel));
        Assert.Equal(ErrorCode.UnexpectedAnswer, error.Code);
    }

    [Fact]
    public async Task A_cut_during_a_command_is_noticed()
    {
        await using var lab = await SshLab.StartAsync();
        await using var relay = TcpRelay.Start(lab.Server.Address, lab.Server.Port);
        await using var connection = await ThroughAsync(lab, relay);
        relay.Cut = new ByteCut(toDevice: false, 200_000, forGood: false);
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => connection.ExecuteAsync("yes | head -c 1000000; sleep 1000", null, Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        Assert.Equal(ErrorCode.ConnectionLost, error.Code);
    }

    [Fact]
    public async Task The_end_of_the_server_during_a_command_is_noticed()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => connection.ExecuteAsync("kill -9 $PPID; sleep 1000", null, Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        Assert.Equal(ErrorCode.ConnectionLost, error.Code);
    }

    [Fact]
    public async Task Cancelling_a_command_closes_the_connection()
    {
        await using var lab = await SshLab.StartAsync();
        await using var relay = TcpRelay.Start(lab.Server.Address, lab.Server.Port);
        await using var connection = await ThroughAsync(lab, relay);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = connection.ExecuteAsync("sleep 1000", null, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var error = await Assert.ThrowsAsync<ConnectionException>(() => connection.ExecuteAsync("true", null, Cancel));
        Assert.Equal(ErrorCode.ConnectionLost, error.Code);
    }

    /// <summary>SSH.NET gives a silent peer a second each time; a busy machine does not stop us each time.</summary>
    [Fact]
    public async Task Disposing_does_not_wait_for_the_peer()
    {
        await using var lab = await SshLab.StartAsync();

        var times = new List<TimeSpan>();
        for (var time = 0; time < 3; time++)
        {
            await using var relay = TcpRelay.Start(lab.Server.Address, lab.Server.Port);
            var connection = await ThroughAsync(lab, relay);
            await using var shell = await connection.OpenShellAsync(TerminalSize.Wide, Cancel);
            relay.ToClient.Hold();
            var began = Stopwatch.GetTimestamp();
            await connection.DisposeAsync();
            times.Add(Stopwatch.GetElapsedTime(began));
        }

        Assert.True(times.Min() < TimeSpan.FromMilliseconds(500), string.Join(", ", times));
    }

    private static Task<IDeviceConnection> ThroughAsync(SshLab lab, TcpRelay relay) =>
        lab.Transport(lab.Server.WriteKnownHosts($"[127.0.0.1]:{relay.Port}"))
            .ConnectAsync(lab.Context(lab.Device with { Port = relay.Port }), Cancel);
}
