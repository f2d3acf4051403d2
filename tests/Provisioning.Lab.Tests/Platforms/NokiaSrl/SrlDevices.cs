using Provisioning.Lab.Platforms.NokiaSrl;

namespace Provisioning.Lab.Tests.Platforms.NokiaSrl;

/// <summary>Devices for tests.</summary>
internal static class SrlDevices
{
    public const string Config = """
        set / interface ethernet-1/1 admin-state enable
        set / interface ethernet-1/1 description uplink
        set / interface ethernet-1/1 subinterface 0 ipv4 address 10.0.0.1/31
        set / system name host-name leaf1
        """;

    public static LabDevice Leaf(TimeProvider? time = null, LabSrlOptions? srl = null, string running = Config) =>
        new(new() { Name = "leaf1", Platform = "nokia_srl", Running = running, Srl = srl ?? new() { DrawsToolbar = false } }, time);

    /// <summary>Runs lines in one login without a terminal, and gives all the answers.</summary>
    public static async Task<string> RunAsync(LabDevice device, params string[] lines)
    {
        var network = new LabNetwork();
        network.Add(device);
        await using var connection = await network.ConnectAsync(TestContexts.For(device), TestContext.Current.CancellationToken);
        return (await connection.ExecuteAsync(string.Join('\n', lines), null, TestContext.Current.CancellationToken)).Output;
    }
}
