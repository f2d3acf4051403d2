using System.Text;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Ssh;

public sealed class SshShellTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_typed_is_answered()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        await using var shell = await connection.OpenShellAsync(TerminalSize.Wide, Cancel);
        await TypeAsync(shell, "expr 6 '*' 7; stty size\r");
        Assert.Contains("42", await ReadUntilAsync(shell, "1000 4096"));
    }

    [Fact]
    public async Task A_buffer_of_one_byte_loses_nothing()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        await using var shell = await connection.OpenShellAsync(TerminalSize.Wide, Cancel);
        await TypeAsync(shell, "echo be''gin; seq 1 3000; echo e''nd\r");
        var text = await ReadUntilAsync(shell, "end\r\n", bufferSize: 1);
        var lines = text[(text.IndexOf("begin\r\n", StringComparison.Ordinal) + 7)..text.LastIndexOf("end\r\n", StringComparison.Ordinal)];
        Assert.Equal(string.Concat(Enumerable.Range(1, 3000).Select(number => $"{number}\r\n")), lines);
    }

    [Fact]
    public async Task The_end_of_the_shell_reads_as_nothing()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        await using var shell = await connection.OpenShellAsync(TerminalSize.Wide, Cancel);
        await TypeAsync(shell, "echo by''e; exit\r");
        Assert.Contains("bye", await ReadUntilAsync(shell, null));
    }

    [Fact]
    public async Task A_shell_that_ends_at_once_reads_as_what_it_said_and_nothing_more()
    {
        await using var lab = await SshLab.StartAsync(SshLab.Quick with { ForceCommand = "echo 'not for you'" });
        await using var connection = await lab.ConnectAsync();
        await using var shell = await connection.OpenShellAsync(TerminalSize.Wide, Cancel);

        Assert.Equal("not for you\r\n", await ReadUntilAsync(shell, null).WaitAsync(TimeSpan.FromSeconds(30), Cancel));
    }

    [Fact]
    public async Task A_cut_is_an_error_for_the_reader()
    {
        await using var lab = await SshLab.StartAsync();
        await using var relay = TcpRelay.Start(lab.Server.Address, lab.Server.Port);
        await using var connection = await lab.Transport(lab.Server.WriteKnownHosts($"[127.0.0.1]:{relay.Port}"))
            .ConnectAsync(lab.Context(lab.Device with { Port = relay.Port }), Cancel);
        await using var shell = await connection.OpenShellAsync(TerminalSize.Wide, Cancel);
        await TypeAsync(shell, "echo rea''dy\r");
        await ReadUntilAsync(shell, "ready");
        relay.CutAll();
        var error = await Assert.ThrowsAsync<ConnectionException>(() => ReadUntilAsync(shell, null));
        Assert.Equal(ErrorCode.ConnectionLost, error.Code);
    }

    [Fact]
    public async Task Writing_after_a_cut_is_an_error()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        await using var shell = await connection.OpenShellAsync(TerminalSize.Wide, Cancel);
        await TypeAsync(shell, "kill -9 $PPID\r");
        await Assert.ThrowsAsync<ConnectionException>(() => ReadUntilAsync(shell, null));
        var error = await Assert.ThrowsAsync<ConnectionException>(() => TypeAsync(shell, "more\r"));
        Assert.Equal(ErrorCode.ConnectionLost, error.Code);
    }

    [Fact]
    public async Task A_cancelled_read_loses_nothing()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        await using var shell = await connection.OpenShellAsync(TerminalSize.Wide, Cancel);
        await TypeAsync(shell, "echo rea''dy; stty -echo; PS1=\r");
        await ReadUntilAsync(shell, "ready");
        using var cancel = new CancellationTokenSource();
        var reading = Drained(shell, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await TypeAsync(shell, "echo af''ter\r");
        Assert.Contains("after", await ReadUntilAsync(shell, "after"));
    }

    [Fact]
    public async Task A_login_that_may_not_have_a_terminal_is_told_so()
    {
        await using var lab = await SshLab.StartAsync(SshLab.Quick with { Lines = ["PermitTTY no"] });
        await using var connection = await lab.ConnectAsync();
        var error = await Assert.ThrowsAsync<ConnectionException>(() => connection.OpenShellAsync(TerminalSize.Wide, Cancel));
        Assert.Equal(ErrorCode.PrerequisiteMissing, error.Code);
    }

    [Fact]
    public async Task Fifty_devices_at_once_are_all_answered()
    {
        await using var lab = await SshLab.StartAsync();
        var transport = lab.Transport();
        var context = lab.Context() with { Timeouts = new() { Connect = TimeSpan.FromMinutes(5) } };
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
        {
            await using var connection = await transport.ConnectAsync(context, Cancel);
            await using var shell = await connection.OpenShellAsync(TerminalSize.Wide, Cancel);
            await TypeAsync(shell, $"echo \"<{number}>\"; echo do''ne\r");
            return await ReadUntilAsync(shell, "done");
        }));
        Assert.All(answers.Index(), answer => Assert.Contains($"<{answer.Index}>", answer.Item));
    }

    private static async Task TypeAsync(IDeviceChannel shell, string text) => await shell.WriteAsync(Encoding.UTF8.GetBytes(text), Cancel);

    private static async Task Drained(IDeviceChannel shell, CancellationToken cancellationToken)
    {
        while (await shell.ReadAsync(new byte[1024], cancellationToken) > 0)
        {
        }
    }

    private static async Task<string> ReadUntilAsync(IDeviceChannel shell, string? end, int bufferSize = 4096)
    {
        var text = new StringBuilder();
        var buffer = new byte[bufferSize];
        for (int count; (end is null || !EndsWith(text, end)) && (count = await shell.ReadAsync(buffer, Cancel)) > 0;)
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    private static bool EndsWith(StringBuilder text, string end) =>
        text.ToString(Math.Max(0, text.Length - 4200), Math.Min(4200, text.Length)).Contains(end, StringComparison.Ordinal);
}
