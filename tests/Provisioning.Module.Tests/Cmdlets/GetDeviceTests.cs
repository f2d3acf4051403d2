using Provisioning.Inventories;
using Provisioning.Module.Tests.Sessions;

namespace Provisioning.Module.Tests.Cmdlets;

public sealed class GetDeviceTests : IDisposable
{
    private const string Csv = """
        name,address,platform,role,location,status,tags
        leaf1,10.0.0.1,arista_eos,leaf,ams,Active,a;b
        leaf2,10.0.0.2,arista_eos,leaf,fra,Planned,b
        spine1,10.0.0.3,frr,spine,ams,Active,c

        """;

    private readonly Session _session = new();

    public GetDeviceTests() => _session.Write("inv.csv", Csv);

    [Fact]
    public void Without_a_name_all_devices_come_in_the_order_of_the_inventory() =>
        Assert.Equal(["leaf1", "leaf2", "spine1"], Names("Get-Device -InventoryPath inv.csv"));

    [Theory]
    [InlineData("-Name leaf*", "leaf1 leaf2")]
    [InlineData("spine1,LEAF2", "leaf2 spine1")]
    [InlineData("-Location a*", "leaf1 spine1")]
    [InlineData("-Role leaf -Status active", "leaf1")]
    [InlineData("-Platform frr", "spine1")]
    [InlineData("-Tag b,c", "leaf1 leaf2 spine1")]
    [InlineData("-Name x*", "")]
    public void Filters_choose_devices(string filter, string expected) =>
        Assert.Equal(expected, string.Join(' ', Names($"Get-Device -InventoryPath inv.csv {filter}")));

    [Fact]
    public void Names_come_by_pipeline() =>
        Assert.Equal(["spine1", "leaf1"], Names("'spine1', 'leaf1' | Get-Device -InventoryPath inv.csv"));

    [Theory]
    [InlineData("inv.json", """[{"name": "leaf1", "options": {"x": "1"}}]""")]
    [InlineData("inv.yaml", "- name: leaf1\n  options: { x: 1 }\n")]
    [InlineData("inv.yml", "devices:\n- name: leaf1\n  options: { x: 1 }\n")]
    public void The_extension_tells_the_format(string file, string text)
    {
        _session.Write(file, text);
        var device = Assert.IsType<Device>(Assert.Single(_session.Run($"Get-Device -InventoryPath {file}").Output));
        Assert.Equal(("leaf1", "1"), (device.Name, device.Option("x")));
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_with_the_nearest_names_and_hides_no_other_device()
    {
        var run = _session.Run("Get-Device leaf3, leaf1 -InventoryPath inv.csv");
        Assert.Equal("leaf1", Assert.Single(run.Output).ToString());
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("PRV1005,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("leaf3", error.TargetObject);
        Assert.Contains("Did you mean leaf1 or leaf2?", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-InventoryPath none.yaml", "PRV1001", "none.yaml' does not exist")]
    [InlineData("-InventoryPath bad.yaml", "PRV1002", "line 2")]
    [InlineData("-InventoryPath twice.csv", "PRV1004", "leaf1")]
    public void An_inventory_that_cannot_be_used_ends_the_cmdlet(string arguments, string id, string text)
    {
        _session.Write("bad.yaml", "- name: leaf1\n  tags: ]\n- name: leaf2\n");
        _session.Write("twice.csv", "name\nleaf1\nleaf1\n");
        var run = _session.Run($"Get-Device {arguments}");
        Assert.StartsWith(id + ",", run.Fatal?.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(text, run.Fatal!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_of_another_provider_is_refused() =>
        Assert.Contains("Variable", _session.Run("Get-Device -InventoryPath Variable:x").Fatal?.ToString(), StringComparison.Ordinal);

    public void Dispose() => _session.Dispose();

    private IEnumerable<string> Names(string script)
    {
        var run = _session.Run(script);
        Assert.Null(run.Fatal);
        Assert.Empty(run.Errors);
        return run.Output.Cast<Device>().Select(device => device.Name);
    }
}
