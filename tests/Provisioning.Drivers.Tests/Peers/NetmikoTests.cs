using Provisioning.Lab;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Peers;

/// <summary>
/// netmiko's own sessions with the simulated devices behind a real sshd: what the Lab says is also what somebody else's client,
/// written for the real devices, expects of them.
/// </summary>
public sealed class NetmikoTests
{
    public static TheoryData<string> Types => [.. PeerDevice.All.Select(device => device.Type)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Netmiko_reads_changes_and_saves_a_config(string type)
    {
        var peer = Peer(type);
        var device = new LabDevice(peer.Options);

        await RunAsync(peer, device,
            [["enable"], ["send_config_set", peer.Change], .. peer.Save.Select(method => new object[] { method })]);

        Assert.Contains(peer.Changed, device.Running.Split('\n'));
        Assert.Equal(device.Running, device.Startup);
        Assert.DoesNotContain(device.Candidates, candidate => candidate.State == "pending");
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Netmiko_finds_the_prompt_of_each_mode(string type)
    {
        var peer = Peer(type);

        var seen = await RunAsync(peer, new LabDevice(peer.Options),
            [["find_prompt"], ["enable"], ["find_prompt"], ["check_config_mode"], ["config_mode"], ["check_config_mode"], ["exit_config_mode"], ["find_prompt"]]);

        Assert.Equal(
            [peer.Prompts.Login, peer.Prompts.Privileged, "False", "True", peer.Prompts.Privileged],
            [seen[0], seen[2], seen[3], seen[5], seen[7]]);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_config_longer_than_the_screen_reaches_netmiko_whole(string type)
    {
        var peer = Peer(type);
        var device = new LabDevice(peer.Options);

        var seen = await RunAsync(peer, device, [["enable"], ["send_command", "show running-config"]]);

        Assert.True(device.Running.Split('\n').Length > 48, "The config is to be longer than two screens.");
        Assert.Contains(Plain(device.Running), Plain(seen[1]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Netmiko_is_told_of_a_line_that_the_device_refuses(string type)
    {
        var peer = Peer(type);
        var device = new LabDevice(peer.Options);
        var before = device.Running;

        var seen = await RunAsync(peer, device, [["enable"], ["send_config_set", new[] { "bogus words here" }]]);

        Assert.Contains("% Invalid", seen[1], StringComparison.Ordinal);
        Assert.Equal(before, device.Running);
    }

    private static PeerDevice Peer(string type) => PeerDevice.All.Single(device => device.Type == type);

    // Without the word that ends what some of the devices show, and not their running config.
    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()).Where(line => line != "end")).Trim();

    private static async Task<IReadOnlyList<string>> RunAsync(PeerDevice peer, LabDevice device, object[][] calls)
    {
        Requirement.Need(PeerScript.Module("netmiko"));
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var host = await LabSshHost.StartAsync(device, cancellationToken);
        var connection = new Dictionary<string, object>
        {
            ["device_type"] = peer.Type,
            ["host"] = "127.0.0.1",
            ["port"] = host.Port,
            ["username"] = host.Credential.Username,
            ["password"] = host.Credential.Password!.Reveal(),
            ["secret"] = peer.Options.EnablePassword ?? "",
            ["timeout"] = 60,
            ["fast_cli"] = true,
        };
        return await PeerScript.RunAsync("netmiko_calls.py", new { connection, calls }, cancellationToken);
    }
}
