namespace Provisioning.Lab.Tests.Platforms.NokiaSrl;

/// <summary>Samples: learn.srlinux.dev, "CLI" and "JSON-RPC basics"; napalm-srlinux's recorded diffs.</summary>
public class SrlConfigTests
{
    [Fact]
    public async Task Info_flat_prints_set_lines_in_the_order_of_the_schema() => Assert.Equal(
        "set / interface ethernet-1/1 description uplink\nset / interface ethernet-1/1 admin-state enable\nset / interface ethernet-1/1 subinterface 0 ipv4 address 10.0.0.1/31\nset / system name host-name leaf1\n",
        await RunAsync("info flat from running"));

    [Fact]
    public async Task Info_prints_braces() => Assert.Equal(
        "    interface ethernet-1/1 {\n        description uplink\n        admin-state enable\n        subinterface 0 {\n            ipv4 {\n                address 10.0.0.1/31 {\n                }\n            }\n        }\n    }\n",
        await RunAsync("info from running interface ethernet-1/1"));

    [Fact]
    public async Task A_diff_shows_a_changed_leaf_below_what_stays() => Assert.Equal(
        "      interface ethernet-1/1 {\n-         description uplink\n+         description changed\n      }\n",
        await RunAsync("enter candidate private", "set / interface ethernet-1/1 description changed", "diff"));

    [Fact]
    public async Task A_diff_marks_the_braces_of_what_comes_whole() => Assert.Equal(
        "+     interface ethernet-1/2 {\n+         admin-state enable\n+     }\n",
        await RunAsync("enter candidate private", "/interface ethernet-1/2 admin-state enable", "diff"));

    [Fact]
    public async Task A_diff_of_nothing_prints_nothing() =>
        Assert.Equal("", await RunAsync("enter candidate private", "set / interface ethernet-1/1 description uplink", "diff"));

    [Fact]
    public async Task Braces_can_be_pasted() => Assert.Equal(
        "set / interface ethernet-1/2 description \"two words\"\n",
        await RunAsync("enter candidate private", "interface ethernet-1/2 {", "    description \"two words\"", "}", "info flat / interface ethernet-1/2"));

    [Fact]
    public async Task Several_leaves_can_be_set_in_one_line() => Assert.Equal(
        "set / interface ethernet-1/2 admin-state enable\nset / interface ethernet-1/2 subinterface 0 admin-state enable\n",
        await RunAsync("enter candidate private", "set /interface ethernet-1/2 admin-state enable subinterface 0 admin-state enable", "info flat / interface ethernet-1/2"));

    [Fact]
    public async Task Leaf_lists_are_added_to_and_taken_from() => Assert.Equal(
        "set / system dns server-list [ 192.0.2.1 192.0.2.3 ]\n",
        await RunAsync("enter candidate private", "set / system dns server-list [ 192.0.2.1 192.0.2.2 ]", "set / system dns server-list 192.0.2.3", "delete / system dns server-list 192.0.2.2", "info flat / system dns"));

    [Fact]
    public async Task Deleting_the_root_leaves_nothing() =>
        Assert.Equal("", await RunAsync("enter candidate private", "delete /", "info flat"));

    [Fact]
    public async Task A_value_of_several_lines_ends_with_its_quote() => Assert.Equal(
        "set / system banner login-banner \"one\ntwo \\\"three\\\"\"\n",
        await RunAsync("enter candidate private", "set / system banner login-banner \"one", "two \\\"three\\\"\"", "info flat / system banner"));

    [Fact]
    public async Task Secrets_are_stored_hashed_or_encrypted()
    {
        var shown = await RunAsync("enter candidate private", "set / system aaa authentication admin-user password Clear-Text9", "set / system snmp access-group a community-entry b community Clear-Text9", "info flat / system");

        Assert.DoesNotContain("Clear-Text9", shown, StringComparison.Ordinal);
        Assert.Contains("password $6$", shown, StringComparison.Ordinal);
        Assert.Contains("community $aes1$", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set / system name nonsense", "Parsing error: Unknown token 'nonsense'. Options are ['!!', '!!!', '#', '>', '>>', 'domain-name', 'host-name', '|']\n")]
    [InlineData("set / interface ethernet-1/1 mtu many", "Parsing error: Invalid value 'many' for 'mtu'\n")]
    [InlineData("set / interface ethernet-1/1 admin-state up", "Parsing error: Invalid value 'up' for 'admin-state'\n")]
    [InlineData("set / interface", "Parsing error: Missing key for 'interface'\n")]
    [InlineData("set / interface ethernet-1/1 mtu", "Parsing error: Missing value for 'mtu'\n")]
    public async Task Wrong_lines_are_refused_and_change_nothing(string line, string answer) =>
        Assert.Equal(answer, await RunAsync("enter candidate private", line, "diff"));

    [Theory]
    [InlineData("set / interface ethernet-1/1 mtu 9000")]
    [InlineData("interface ethernet-1/1 mtu 9000")]
    [InlineData("delete / interface ethernet-1/1")]
    public async Task Outside_a_candidate_nothing_can_be_changed(string line)
    {
        var device = SrlDevices.Leaf();
        var before = device.Running;

        Assert.StartsWith("Parsing error: Unknown token", await SrlDevices.RunAsync(device, line), StringComparison.Ordinal);
        Assert.Equal(before, device.Running);
    }

    [Fact]
    public void A_config_that_the_device_would_refuse_is_named() =>
        Assert.Contains("nonsense", Assert.Throws<ArgumentException>(() => SrlDevices.Leaf(running: "set / nonsense here")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Further_nodes_can_be_taught()
    {
        var device = SrlDevices.Leaf(srl: new() { ExtraSchema = "system\n  askai\n    model = TEXT\n" });

        Assert.Equal("set / system askai model x\n", await SrlDevices.RunAsync(device, "enter candidate private", "set / system askai model x", "info flat / system askai"));
    }

    private static Task<string> RunAsync(params string[] lines) => SrlDevices.RunAsync(SrlDevices.Leaf(), lines);
}
