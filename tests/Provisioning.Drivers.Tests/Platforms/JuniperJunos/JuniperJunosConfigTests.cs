using Provisioning.Drivers.Platforms.JuniperJunos;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms.JuniperJunos;

public class JuniperJunosConfigTests
{
    [Theory]
    [InlineData("system {\n    host-name a;\n}\n")]
    [InlineData("## Last commit: 2024-01-01 10:00:00 UTC by admin\nversion 21.4R3.15;\nsystem {\n}\n")]
    [InlineData("# set by hand\nsystem { host-name set; }\n")]
    [InlineData("/* set system\nset system */\nsystem\n{\n    host-name a;\n}\n")]
    [InlineData("system host-name a;\n")]
    [InlineData("delete: snmp;\nsystem {\n}\n")]
    [InlineData("replace: system {\n}\ninactive: snmp;\n")]
    [InlineData("event-options {\n    policy p {\n        then {\n            change-configuration {\n                commands {\n                    \"set system host-name a\";\n                    set;\n                }\n            }\n        }\n    }\n}\n")]
    [InlineData("system {\n    login {\n        message \"one\nset two { three\";\n    }\n}\n")]
    [InlineData("")]
    public void Text_in_braces_is_known(string config) => Assert.Equal(JunosFormat.Text, JuniperJunosConfig.Read(config).Format);

    [Theory]
    [InlineData("set system host-name a\n")]
    [InlineData("\n# comment\ndelete snmp\nset system host-name a\n")]
    [InlineData("edit system\nset host-name a\ntop\n")]
    [InlineData("set system login message \"one\nsystem {\ntwo\"\nset system host-name a\n")]
    [InlineData("set policy-options as-path p \"(.*){2}\"\nset protocols bgp group g import [ a b ]\n")]
    [InlineData("set system login message \"he said \\\"set\\\" {\"\ndeactivate snmp")]
    public void Set_lines_are_known(string config) => Assert.Equal(JunosFormat.Set, JuniperJunosConfig.Read(config).Format);

    [Theory]
    [InlineData("replace: system {\n}\n", true)]
    [InlineData("system {\n    replace: login {\n    }\n}\n", true)]
    [InlineData("system {\n    login {\n        message \"replace: it\";\n    }\n}\n", false)]
    public void Replace_tags_are_found_outside_of_quotes(string config, bool found) => Assert.Equal(found, JuniperJunosConfig.Read(config).HasReplaceTags);

    [Theory]
    [InlineData("set system host-name a\nsystem {\n    host-name a;\n}\n", "Line 2", "'system'", "text in braces")]
    [InlineData("system {\n    host-name a;\n}\n\nset system host-name a\n", "Line 5", "'set'", "a set line")]
    [InlineData("set system host-name a\nshow system\n", "Line 2", "'show'")]
    [InlineData("set system host-name a\ncommit\n", "Line 2", "'commit'")]
    [InlineData("<configuration><system/></configuration>\n", "Line 1", "XML")]
    [InlineData("{\n  \"configuration\": {}\n}\n", "Line 1", "JSON")]
    [InlineData("{master:0}\nsystem {\n}\n", "Line 1", "command line's output")]
    [InlineData("system {\n    host-name a;\n", "line 1 of the intended config opens is never closed")]
    [InlineData("system {\n}\n}\n", "Line 3", "nothing opened")]
    [InlineData("system {\n    host-name \"a;\n}\n", "begins in line 2", "no end")]
    [InlineData("system {\n}\n/* never\nended\n", "begins in line 3", "no end")]
    public void What_is_in_no_form_or_in_two_is_refused_with_its_place(string config, params string[] named)
    {
        var refused = Assert.Throws<LoadException>(() => JuniperJunosConfig.Read(config));

        Assert.Equal(ErrorCode.LoadRejected, refused.Code);
        Assert.All(named, name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("set system host-name a\nset system login message \"x\x03\"\n", "Line 2", "column 28", @"'\x03'")]
    [InlineData("set a \xffff b\n", "Line 1", "column 7", @"'\xffff'")]
    public void What_XML_cannot_carry_is_refused_with_its_place(string config, params string[] named)
    {
        var refused = Assert.Throws<LoadException>(() => JuniperJunosConfig.Read(config));

        Assert.Equal(ErrorCode.IntendedConfigUnsendable, refused.Code);
        Assert.All(named, name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Half_a_character_is_refused_and_a_whole_one_is_not()
    {
        var whole = char.ConvertFromUtf32(0x1f600);

        Assert.Equal(JunosFormat.Set, JuniperJunosConfig.Read($"set system host-name {whole}\n").Format);
        Assert.Contains("column 22", Assert.Throws<LoadException>(() => JuniperJunosConfig.Read($"set system host-name {whole[0]}\n")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set system host-name a\n", LoadOperation.Merge, "set", "configuration-set")]
    [InlineData("set system host-name a\n", LoadOperation.Replace, "set", "configuration-set")]
    [InlineData("system {\n}\n", LoadOperation.Merge, "merge", "configuration-text")]
    [InlineData("replace: system {\n}\n", LoadOperation.Merge, "replace", "configuration-text")]
    [InlineData("system {\n}\n", LoadOperation.Replace, "override", "configuration-text")]
    public void The_action_follows_from_form_and_operation(string config, LoadOperation operation, string action, string element)
    {
        var request = JunosOperations.Load(JuniperJunosConfig.Read(config), operation);

        Assert.Equal((action, "text", element, config), (request.Attribute("action")!.Value, request.Attribute("format")!.Value, request.Elements().Single().Name.LocalName, request.Value));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    [InlineData(300, 5)]
    [InlineData(65535 * 60, 65535)]
    public void A_timer_has_whole_minutes_and_never_fewer_than_asked_for(double seconds, int minutes) => Assert.Equal(minutes, JunosOperations.Minutes(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(null, "prv-0a1b2c3d")]
    [InlineData("  ", "prv-0a1b2c3d")]
    [InlineData("CHG0042 new  uplink\nsecond line", "prv-0a1b2c3d: CHG0042 new uplink second line")]
    [InlineData("bell\a", "prv-0a1b2c3d: bell")]
    public void The_log_begins_with_the_run(string? message, string log) => Assert.Equal(log, JunosOperations.Log("0a1b2c3d", message));

    [Fact]
    public void A_message_is_cut_where_junos_keeps_no_more() =>
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(JunosOperations.Log("0a1b2c3d", new string('é', 600))), 511, 512);
}
