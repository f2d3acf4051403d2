using System.Text;
using Provisioning.Drivers.Ssh;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Ssh;

public sealed class SshSubsystemTests
{
    private static readonly SshServerOptions Subsystems = SshLab.Quick with
    {
        Lines =
        [
            "Subsystem cat /bin/cat",
            "Subsystem nothing /bin/true",
            "Subsystem deaf /bin/sleep 600",
            "Subsystem shell /bin/sh",
        ],
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The canary for a new version of SSH.NET; needs no server.</summary>
    [Fact]
    public void The_internals_of_SSH_NET_by_which_subsystems_are_opened_are_there()
    {
        var missing = Record.Exception(() => SshSubsystemChannel.Members.Find());
        Assert.True(missing is null, $"{missing?.Message} SSH.NET was updated: look at Ssh/SshSubsystemChannel.cs, and whether it has a public way by now.");
    }

    [Fact]
    public async Task What_is_written_comes_back()
    {
        await using var lab = await SshLab.StartAsync(Subsystems);
        await using var connection = await lab.ConnectAsync();
        await using var cat = await connection.OpenSubsystemAsync("cat", Cancel);
        await WriteAsync(cat, "<hello/>]]>]]>");
        Assert.Equal("<hello/>]]>]]>", await ReadAsync(cat, "<hello/>]]>]]>".Length, bufferSize: 1));
    }

    [Fact]
    public async Task What_comes_in_two_packets_is_read_as_one_text()
    {
        await using var lab = await SshLab.StartAsync(Subsystems);
        await using var connection = await lab.ConnectAsync();
        await using var shell = await connection.OpenSubsystemAsync("shell", Cancel);
        await WriteAsync(shell, "printf '<ok/>]]>'; read go; printf ']]>'\n");
        Assert.Equal("<ok/>]]>", await ReadAsync(shell, 8));
        await WriteAsync(shell, "go\n");
        Assert.Equal("]]>", await ReadAsync(shell, 3));
    }

    /// <summary>More than the windows of both sides, so that both must be adjusted again and again.</summary>
    [Fact]
    public async Task Large_texts_pass_in_both_directions_at_once()
    {
        await using var lab = await SshLab.StartAsync(Subsystems);
        await using var connection = await lab.ConnectAsync();
        await using var cat = await connection.OpenSubsystemAsync("cat", Cancel);
        var sent = new byte[12 * 1024 * 1024];
        new Random(1).NextBytes(sent);
        var writing = cat.WriteAsync(sent, Cancel).AsTask();
        var received = await ReadBytesAsync(cat, sent.Length, 65536);
        await writing;
        Assert.True(sent.AsSpan().SequenceEqual(received));
    }

    [Fact]
    public async Task Writing_to_a_program_that_does_not_read_can_be_given_up()
    {
        await using var lab = await SshLab.StartAsync(Subsystems);
        await using var connection = await lab.ConnectAsync();
        await using var deaf = await connection.OpenSubsystemAsync("deaf", Cancel);
        using var cancel = new CancellationTokenSource();
        var writing = deaf.WriteAsync(new byte[12 * 1024 * 1024], cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task An_unknown_subsystem_is_named_and_the_connection_stays()
    {
        await using var lab = await SshLab.StartAsync(Subsystems);
        await using var connection = await lab.ConnectAsync();
        var error = await Assert.ThrowsAsync<ConnectionException>(() => connection.OpenSubsystemAsync("netconf", Cancel));
        Assert.Equal(ErrorCode.PrerequisiteMissing, error.Code);
        Assert.Contains("'netconf'", error.Message, StringComparison.Ordinal);
        Assert.Equal("still here\n", (await connection.ExecuteAsync("echo still here", null, Cancel)).Output);
    }

    [Fact]
    public async Task The_end_of_the_program_reads_as_nothing_and_fails_writes()
    {
        await using var lab = await SshLab.StartAsync(Subsystems);
        await using var connection = await lab.ConnectAsync();
        await using var nothing = await connection.OpenSubsystemAsync("nothing", Cancel);
        Assert.Equal(0, await nothing.ReadAsync(new byte[10], Cancel));
        var error = await Assert.ThrowsAsync<ConnectionException>(() => WriteAsync(nothing, "more"));
        Assert.Equal(ErrorCode.ConnectionLost, error.Code);
    }

    [Fact]
    public async Task What_was_written_before_the_end_is_read()
    {
        await using var lab = await SshLab.StartAsync(Subsystems);
        await using var connection = await lab.ConnectAsync();
        await using var shell = await connection.OpenSubsystemAsync("shell", Cancel);
        await WriteAsync(shell, "printf bye; exit 3\n");
        Assert.Equal("bye", await ReadAsync(shell, 100));
    }

    [Fact]
    public async Task A_cut_is_an_error_for_reader_and_writer()
    {
        await using var lab = await SshLab.StartAsync(Subsystems);
        await using var relay = TcpRelay.Start(lab.Server.Address, lab.Server.Port);
        await using var connection = await lab.Transport(lab.Server.WriteKnownHosts($"[127.0.0.1]:{relay.Port}"))
            .ConnectAsync(lab.Context(lab.Device with { Port = relay.Port }), Cancel);
        await using var cat = await connection.OpenSubsystemAsync("cat", Cancel);
        var reading = cat.ReadAsync(new byte[10], Cancel).AsTask();
        relay.CutAll();
        Assert.Equal(ErrorCode.ConnectionLost, (await Assert.ThrowsAsync<ConnectionException>(() => reading)).Code);
        Assert.Equal(ErrorCode.ConnectionLost, (await Assert.ThrowsAsync<ConnectionException>(() => WriteAsync(cat, "more"))).Code);
    }

    [Fact]
    public async Task A_cancelled_read_loses_nothing()
    {
        await using var lab = await SshLab.StartAsync(Subsystems);
        await using var connection = await lab.ConnectAsync();
        await using var cat = await connection.OpenSubsystemAsync("cat", Cancel);
        using var cancel = new CancellationTokenSource();
        var reading = cat.ReadAsync(new byte[10], cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await WriteAsync(cat, "after");
        Assert.Equal("after", await ReadAsync(cat, 5));
    }

    [Fact]
    public async Task Two_subsystems_of_one_connection_are_kept_apart()
    {
        await using var lab = await SshLab.StartAsync(Subsystems);
        await using var connection = await lab.ConnectAsync();
        await using var first = await connection.OpenSubsystemAsync("cat", Cancel);
        await using var second = await connection.OpenSubsystemAsync("cat", Cancel);
        await WriteAsync(first, "one");
        await WriteAsync(second, "two");
        await first.DisposeAsync();
        Assert.Equal("two", await ReadAsync(second, 3));
    }

    private static async Task WriteAsync(IDeviceChannel channel, string text) => await channel.WriteAsync(Encoding.UTF8.GetBytes(text), Cancel);

    private static async Task<string> ReadAsync(IDeviceChannel channel, int length, int bufferSize = 4096) =>
        Encoding.UTF8.GetString(await ReadBytesAsync(channel, length, bufferSize));

    private static async Task<byte[]> ReadBytesAsync(IDeviceChannel channel, int length, int bufferSize)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[bufferSize];
        for (int count; bytes.Length < length && (count = await channel.ReadAsync(buffer, Cancel)) > 0;)
        {
            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }
}
