using Microsoft.Extensions.Time.Testing;
using Provisioning.Errors;
using Provisioning.Lab.Tests.Platforms.AristaEos;

namespace Provisioning.Lab.Tests;

public class LabFaultsTests
{
    private readonly SignallingTimeProvider _time = new();
    private readonly LabDevice _device;

    public LabFaultsTests() => _device = EosDevices.Leaf(_time);

    [Fact]
    public async Task A_slow_answer_comes_when_its_time_has_come()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        _device.Faults.AnswerDelay = TimeSpan.FromSeconds(30);
        var answer = client.SendAsync("show hostname");
        await _time.TimerCreated;

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.StartsWith("Hostname: leaf1", await answer);
    }

    [Fact]
    public async Task A_device_is_idle_when_it_has_done_what_was_typed()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        _device.Faults.AnswerDelay = TimeSpan.FromSeconds(30);
        await client.TypeAsync("show hostname\n");
        var idle = _device.IdleAsync(TestContext.Current.CancellationToken);
        await _time.TimerCreated;
        Assert.False(idle.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(30));

        await idle.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_device_is_idle_when_who_typed_has_gone()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        _device.Faults.AnswerDelay = TimeSpan.FromSeconds(30);
        await client.TypeAsync("show hostname\nshow hostname\n");
        await _time.TimerCreated;

        await client.DisposeAsync();

        await _device.IdleAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_cut_before_a_line_does_not_run_it()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        await client.SendAllAsync("configure session abc", "vlan 99", "end");
        _device.Faults.CutBefore("abc commit");

        await AssertLostAsync(client, "configure session abc commit");

        Assert.Empty(_device.Journal.DeviceWrites);
    }

    [Fact]
    public async Task A_cut_after_a_line_has_run_it()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        await client.SendAllAsync("configure session abc", "vlan 99", "end");
        _device.Faults.CutAfter("abc commit");

        await AssertLostAsync(client, "configure session abc commit");

        Assert.Single(_device.Journal.Of(LabWrite.Committed));
    }

    [Fact]
    public async Task A_cut_happens_once_unless_asked_for_more()
    {
        _device.Faults.CutBefore("show hostname");
        await using var first = await LabClient.PrivilegedAsync(_device);
        await AssertLostAsync(first, "show hostname");

        await using var second = await LabClient.PrivilegedAsync(_device);

        Assert.StartsWith("Hostname", await second.SendAsync("show hostname"));
    }

    [Fact]
    public async Task A_cut_after_so_many_bytes_sent_delivers_those()
    {
        _device.Faults.CutAfterBytesSent = 10;
        await using var client = await LabClient.OpenAsync(_device);

        Assert.Equal("Last login", await client.UntilAsync("Last login"));
        await Assert.ThrowsAsync<ConnectionException>(client.UntilClosedAsync);
    }

    [Fact]
    public async Task A_cut_after_so_many_bytes_received_runs_only_those()
    {
        await using var client = await LabClient.OpenAsync(_device);
        _device.Faults.CutAfterBytesReceived = "enable\nconfigure terminal\nvlan 50\nvl".Length;
        await client.TypeAsync("enable\nconfigure terminal\nvlan 50\nvlan 51\n");

        await Assert.ThrowsAsync<ConnectionException>(client.UntilClosedAsync);

        Assert.Contains("vlan 50", _device.Running);
        Assert.DoesNotContain("vlan 51", _device.Running);
    }

    [Fact]
    public async Task A_silent_device_runs_the_line_and_says_nothing_more()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        await client.SendAllAsync("configure session abc", "vlan 99", "end");
        _device.Faults.SilentAfter("abc commit");

        await client.TypeAsync("configure session abc commit\n");
        await client.UntilAsync("commit\r\n");
        var answer = client.UntilPromptAsync();
        await _device.Journal.WaitForAsync(LabWrite.Committed, TestContext.Current.CancellationToken);

        Assert.False(answer.IsCompleted);
        await client.DisposeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => answer);
    }

    [Fact]
    public async Task A_line_can_be_refused_with_any_message()
    {
        _device.Faults.Refuse("^ *mtu ", "% Unavailable command (not supported on this hardware platform)");
        await using var client = await LabClient.PrivilegedAsync(_device);
        await client.SendAllAsync("configure session abc", "interface Ethernet1");

        Assert.Equal("% Unavailable command (not supported on this hardware platform)\n", await client.SendAsync("   mtu 9214"));
        Assert.DoesNotContain("mtu", _device.Candidates.Single().Config);
    }

    [Fact]
    public async Task A_login_banner_comes_before_the_prompt()
    {
        _device.Faults.LoginBanner = "Beware of the leopard#\n";
        await using var client = await LabClient.OpenAsync(_device);

        Assert.StartsWith("Beware of the leopard#\r\nLast login", await client.UntilAsync("leaf1>"));
    }

    [Theory]
    [InlineData(LabNoise.BeforeAnswer, "show hostname\r\nNOISE\r\nHostname: leaf1\r\nFQDN:     leaf1\r\nleaf1#")]
    [InlineData(LabNoise.InsideAnswer, "show hostname\r\nHostname: leaf1\r\nNOISE\r\nFQDN:     leaf1\r\nleaf1#")]
    [InlineData(LabNoise.AfterPrompt, "show hostname\r\nHostname: leaf1\r\nFQDN:     leaf1\r\nleaf1#\r\nNOISE\r\nleaf1#")]
    public async Task Log_lines_get_into_the_output(LabNoise noise, string shown)
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        (_device.Faults.Noise, _device.Faults.NoiseLine) = (noise, "NOISE");

        await client.TypeAsync("show hostname\n");

        Assert.Equal(shown, await client.UntilAsync(shown[^Math.Min(shown.Length, 20)..]));
    }

    [Fact]
    public async Task Reads_can_give_one_byte_each()
    {
        _device.Faults.OneByteReads = true;
        await using var connection = await Network().ConnectAsync(TestContexts.For(_device), TestContext.Current.CancellationToken);
        await using var shell = await connection.OpenShellAsync(new(80, 24), TestContext.Current.CancellationToken);

        Assert.Equal(1, await shell.ReadAsync(new byte[100], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Type_ahead_can_be_echoed_twice()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        _device.Faults.EchoesTypeAheadTwice = true;

        await client.TypeAsync("terminal length 0\nterminal length 1\n");

        Assert.Equal("terminal length 0\r\nterminal length 1\r\nPagination disabled.\r\nleaf1#terminal length 1\r\n",
            (await client.UntilAsync("#terminal length 1\r\n")));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(12, "show version")]
    [InlineData(14, "show version\r\n% Incomplete")]
    public async Task What_is_typed_ahead_beyond_the_input_buffer_is_lost(int room, string seen)
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        _device.Faults.InputBufferBytes = room;
        _device.Faults.Refuse("version", "% Incomplete");

        await client.TypeAsync("terminal length 0\nshow version\nshow hostname\n");

        Assert.EndsWith($"leaf1#{seen}", await client.UntilAsync(seen.Length > 0 ? seen : "leaf1#"), StringComparison.Ordinal);
        _device.Faults.InputBufferBytes = null;
        await client.TypeAsync("\x15! end\n");
        Assert.DoesNotContain("Hostname", await client.UntilAsync("! end\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_buffer_that_drains_loses_what_lies_between()
    {
        await using var client = await LabClient.PrivilegedAsync(_device);
        (_device.Faults.InputBufferBytes, _device.Faults.InputBufferDrains) = (10, true);

        await client.TypeAsync("terminal length 0\nshow hostnXXXXXXXXXXame\n");

        Assert.Contains("show hostname\r\nHostname: ", await client.UntilAsync("FQDN"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_device_refuses_connections()
    {
        _device.Faults.Unreachable = true;

        var error = await Assert.ThrowsAsync<ConnectionException>(() => Network().ConnectAsync(TestContexts.For(_device), TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.Unreachable, error.Code);
    }

    private sealed class SignallingTimeProvider : FakeTimeProvider
    {
        private readonly TaskCompletionSource _created = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task TimerCreated => _created.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _created.TrySetResult();
            return timer;
        }
    }

    private LabNetwork Network()
    {
        var network = new LabNetwork();
        network.Add(_device);
        return network;
    }

    private static async Task AssertLostAsync(LabClient client, string line)
    {
        await client.TypeAsync(line + "\n");
        var error = await Assert.ThrowsAsync<ConnectionException>(client.UntilClosedAsync);
        Assert.Equal(ErrorCode.ConnectionLost, error.Code);
    }
}
