using Provisioning.Errors;

namespace Provisioning.Sources.Tests.Inventories.Trees;

public sealed class YamlTreeTests
{
    [Theory]
    [InlineData("0123")]
    [InlineData("1e3")]
    [InlineData("0x1F")]
    [InlineData("on")]
    [InlineData("no")]
    [InlineData("12:30:45")]
    [InlineData("2026-01-01")]
    [InlineData("1_000")]
    [InlineData("True")]
    public async Task A_plain_value_stays_as_it_is_written(string text)
    {
        var device = (await InventoryFile.ReadAsync(".yaml", $"- name: {text}\n  options: {{key: {text}}}\n"))[0];

        Assert.Equal((text, text), (device.Name, device.Option("key")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("''")]
    public async Task Nothing_is_not_set(string text) =>
        Assert.Null((await InventoryFile.ReadAsync(".yaml", $"- name: r1\n  location: {text}\n"))[0].Location);

    [Theory]
    [InlineData("'null'")]
    [InlineData("!!str null")]
    public async Task A_quoted_null_is_a_text(string text) =>
        Assert.Equal("null", (await InventoryFile.ReadAsync(".yaml", $"- name: r1\n  location: {text}\n"))[0].Location);

    [Fact]
    public async Task Anchors_aliases_and_merge_keys_work()
    {
        const string Text = """
            x-base: &base {platform: frr, port: 22, options: &options {sudo: yes, pathspace: a}}
            x-site: &site {location: Berlin, platform: bird}
            devices:
              - name: r1
                <<: *base
                port: 2222
              - name: r2
                <<: [*site, *base]
                options: {<<: *options, pathspace: b}
            """;

        var devices = await InventoryFile.ReadAsync(".yaml", Text);

        Assert.Equal(
            [("frr", 2222, null, "yes", "a"), ("bird", 22, "Berlin", "yes", "b")],
            devices.Select(d => (d.Platform, d.Port ?? 0, d.Location, d.Option("sudo"), d.Option("pathspace"))));
    }

    [Theory]
    [InlineData("- name: r1\n   port: 5\n", "line 2, column 8")]
    [InlineData("- name: r1\n  role: 'x\n", "line 2, column 9")]
    [InlineData("- name: r1\n- name: *r1\n", "line 2, column 9: an alias ('*...') has no anchor before it")]
    [InlineData("- name: r1\n  name: r2\n", "line 2, column 3: Duplicate key name.")]
    [InlineData("- name: r1\n  options: {key: !vault x}\n", "line 2, column 18: the tag '!vault' is not supported")]
    [InlineData("- name: r1\n---\n- name: r2\n", "line 3, column 1: the file holds a second document")]
    [InlineData("- name: r1\n  ? [a]\n  : b\n", "line 2, column 5: a key is not a text")]
    [InlineData("- name: r1\n  <<: x\n", "line 2, column 7: '<<' takes a mapping or a list of mappings")]
    [InlineData("- &a\n  name: r1\n  <<: *a\n", "line 1, column 3: an alias stands inside its own anchor")]
    public async Task Malformed_YAML_is_refused_with_line_and_column(string text, string place)
    {
        var refusal = await InventoryFile.RefuseAsync(".yaml", text);

        Assert.Equal(ErrorCode.InventoryMalformed, refusal.Code);
        Assert.StartsWith($"Inventory 'lab.yaml', {place}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_key_does_not_reach_the_terminal_raw() => Assert.Contains(
        @"Duplicate key \u001b[2J", (await InventoryFile.RefuseAsync(".yaml", "- {\"\\e[2J\": 1, \"\\e[2J\": 2}\n")).Message, StringComparison.Ordinal);

    [Fact]
    public Task An_escape_beyond_Unicode_is_refused() => InventoryFile.AssertRefusedAsync(
        ".yaml", "- name: \"\\UFFFFFFFF\"\n", ErrorCode.InventoryMalformed,
        "Inventory 'lab.yaml', line 1, column 7: what comes after this place is not YAML.");

    [Fact]
    public async Task Deep_nesting_is_refused_instead_of_ending_the_process() => Assert.Contains(
        "line 1, column 63: values are nested deeper than 64 levels",
        (await InventoryFile.RefuseAsync(".yaml", new string('[', 20_000))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Aliases_that_multiply_are_read_once()
    {
        var levels = Enumerable.Range(1, 30).Select(i => $"x-{i}: &a{i} [{string.Join(",", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");

        Assert.Empty(await InventoryFile.ReadAsync(".yaml", $"x-0: &a0 [x]\n{string.Concat(levels)}devices: []\n"));
    }
}
