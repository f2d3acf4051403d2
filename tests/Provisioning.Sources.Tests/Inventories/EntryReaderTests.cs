using Provisioning.Errors;

namespace Provisioning.Sources.Tests.Inventories;

public sealed class EntryReaderTests
{
    [Theory]
    [InlineData(".yaml", "- name: r1\n  adress: x\n", "line 2, column 3: device 'r1': unknown field 'adress'; did you mean 'address'?")]
    [InlineData(".json", "[{\"name\": \"r1\",\n \"plattform\": 1}]", "line 2, column 2: device 'r1': unknown field 'plattform'; did you mean 'platform'?")]
    [InlineData(".csv", "name,loc\nr1,x\n", "line 1: unknown field 'loc'; did you mean 'location'?")]
    public Task An_unknown_field_is_refused_with_the_nearest(string extension, string text, string problem) =>
        AssertInvalidAsync(extension, text, problem);

    [Fact]
    public Task A_field_like_no_other_lists_them_and_keeps_its_value_to_itself() => AssertInvalidAsync(
        ".yaml", "- name: r1\n  password: hunter2\n",
        "line 2, column 3: device 'r1': unknown field 'password'; remove it, or move a setting of the platform into 'options'; "
        + "the fields are name, address, port, platform, role, location, status, tags, options");

    [Theory]
    [InlineData(".yaml", "- name: r1\n- port: 22\n", "line 2, column 3: entry 2: has no name; set 'name'")]
    [InlineData(".yaml", "- name:\n", "line 1, column 3: entry 1: has no name; set 'name'")]
    [InlineData(".json", "[{\"name\": \" \"}]", "line 1, column 2: entry 1: has no name; set 'name'")]
    [InlineData(".csv", "name,port\n,22\n", "line 2: entry 1: has no name; set 'name'")]
    public Task A_missing_name_is_refused_with_its_place(string extension, string text, string problem) =>
        AssertInvalidAsync(extension, text, problem);

    [Theory]
    [InlineData("a b", "device 'a b': name 'a b' holds white space; rename the device")]
    [InlineData("a/b", "device 'a/b': name 'a/b' holds '/', which file names cannot have; rename the device")]
    [InlineData("a\\\\b", "device 'a\\b': name 'a\\b' holds '\\', which file names cannot have; rename the device")]
    [InlineData("..", "device '..': name '..' is a folder's name; rename the device")]
    [InlineData("a*", "device 'a*': name 'a*' holds '*', which file names cannot have; rename the device")]
    [InlineData("a\\u001b[2J", "device 'a\\u001b[2J': name holds a control character or a line break; remove it")]
    [InlineData("a\\u202eb", "device 'a\\u202eb': name holds a control character or a line break; remove it")]
    public Task A_name_that_cannot_be_a_files_name_is_refused(string json, string problem) =>
        AssertInvalidAsync(".json", $$"""[{"name": "{{json}}"}]""", $"line 1, column 11: {problem}");

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("22.0")]
    [InlineData("2e1")]
    public Task A_port_out_of_range_is_refused(string port) => AssertInvalidAsync(
        ".json", $$"""[{"name": "r1", "port": {{port}}}]""",
        $"line 1, column 25: device 'r1': port '{port}' is not a port; write a whole number from 1 to 65535");

    [Theory]
    [InlineData("ssh", "port 'ssh' is not a port")]
    [InlineData("'2 2'", "port '2 2' is not a port")]
    [InlineData("[22]", "port is a list")]
    public Task A_port_that_is_no_number_is_refused(string port, string problem) => AssertInvalidAsync(
        ".yaml", $"- name: r1\n  port: {port}\n", $"line 2, column 9: device 'r1': {problem}; write a whole number from 1 to 65535");

    [Theory]
    [InlineData("1", 1)]
    [InlineData("65535", 65535)]
    [InlineData("\"22\"", 22)]
    [InlineData("null", null)]
    public async Task The_ports_of_TCP_are_taken(string json, int? port) =>
        Assert.Equal(port, (await InventoryFile.ReadAsync(".json", $$"""[{"name": "r1", "port": {{json}}}]"""))[0].Port);

    [Theory]
    [InlineData("192.0.2.1/24")]
    [InlineData("192.0.2.1:22")]
    [InlineData("[2001:db8::1]:22")]
    [InlineData("ssh://r1")]
    [InlineData("r 1")]
    public Task An_address_that_holds_more_is_refused(string address) => AssertInvalidAsync(
        ".csv", $"name,address\nr1,{address}\n",
        $"line 2: device 'r1': address '{address}' is neither an IP address nor a DNS name; write it without port, prefix length or scheme");

    [Theory]
    [InlineData("2001:db8::1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("core_1.lab.example")]
    [InlineData("localhost")]
    public async Task Addresses_and_names_are_taken(string address) =>
        Assert.Equal(address, (await InventoryFile.ReadAsync(".csv", $"name,address\nr1,{address}\n"))[0].Address);

    [Theory]
    [InlineData("\"role\": 5", "role is a number; write a text")]
    [InlineData("\"role\": [\"x\"]", "role is a list; write a text")]
    [InlineData("\"role\": {\"x\": 1}", "role is a mapping; write a text")]
    [InlineData("\"role\": true", "role is a boolean; write a text")]
    [InlineData("\"role\": \"a\\nb\"", "role holds a control character or a line break; remove it")]
    [InlineData("\"address\": 5", "address is a number; write a text")]
    [InlineData("\"port\": true", "port is a boolean; write a whole number from 1 to 65535")]
    [InlineData("\"tags\": \"x\"", "tags is a text; write a list of texts")]
    [InlineData("\"options\": [1]", "options is a list; write a mapping of keys to single values")]
    public async Task A_value_of_the_wrong_type_is_refused(string field, string problem)
    {
        var refusal = await InventoryFile.RefuseAsync(".json", $$"""[{"name": "r1", {{field}}}]""");

        Assert.Equal(ErrorCode.InventoryEntryInvalid, refusal.Code);
        Assert.EndsWith($": device 'r1': {problem}", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[[1]]", "a tag is a list; write a text")]
    [InlineData("[1]", "a tag is a number; write a text")]
    public async Task A_tag_that_is_no_text_is_refused(string tags, string problem)
    {
        var refusal = await InventoryFile.RefuseAsync(".json", $$"""[{"name": "r1", "tags": {{tags}}}]""");

        Assert.EndsWith($": device 'r1': {problem}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_name_that_is_a_number_in_JSON_is_refused_once() => AssertInvalidAsync(
        ".json", "[{\"name\": 5}]", "line 1, column 11: device '5': name is a number; write a text");

    [Theory]
    [InlineData("{a: {b: c}}", "option 'a' is a mapping; options are single values")]
    [InlineData("{a: [hunter2]}", "option 'a' is a list; options are single values")]
    [InlineData("{a: \"hunter2\\n\"}", "option 'a' holds a control character or a line break; remove it")]
    [InlineData("{'': x}", "an option has no key")]
    [InlineData("{a: 1, A: 2}", "option 'A' is there twice (case does not count); keep one")]
    public async Task An_option_that_is_no_single_value_is_refused_without_its_value(string options, string problem)
    {
        var refusal = await InventoryFile.RefuseAsync(".yaml", $"- name: r1\n  options: {options}\n");

        Assert.Equal(ErrorCode.InventoryEntryInvalid, refusal.Code);
        Assert.EndsWith($": device 'r1': {problem}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_have_lower_case_keys_and_nulls_are_left_out() => Assert.Equal(
        [new("pathspace", "r1"), new("sudo", "false"), new("empty", "")],
        (await InventoryFile.ReadAsync(
            ".json", """[{"name": "r1", "options": {"PathSpace": "r1", "sudo": false, "none": null, "empty": ""}}]"""))[0].Options);

    [Fact]
    public Task A_field_that_is_there_twice_is_refused() => AssertInvalidAsync(
        ".json", "[{\"name\": \"r1\", \"role\": \"a\",\n\"Role\": \"b\"}]",
        "line 2, column 1: entry 1: field 'Role' is there twice (case does not count); keep one");

    [Theory]
    [InlineData(".json", "[1]", "line 1, column 2: entry 1 is a number; write a mapping of fields")]
    [InlineData(".yaml", "- r1\n", "line 1, column 3: entry 1 is a text; write a mapping of fields")]
    public Task An_entry_that_is_no_mapping_is_refused(string extension, string text, string problem) =>
        AssertInvalidAsync(extension, text, problem);

    private static Task AssertInvalidAsync(string extension, string text, string problem) => InventoryFile.AssertRefusedAsync(
        extension, text, ErrorCode.InventoryEntryInvalid, $"Inventory 'lab{extension}', {problem}");
}
