using Provisioning.Drivers.Platforms.NokiaSrl;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms.NokiaSrl;

public class NokiaSrlConfigTests
{
    [Theory]
    [InlineData("set / interface ethernet-1/1 mtu 9000\n", "set / interface ethernet-1/1 mtu 9000")]
    [InlineData("set /interface ethernet-1/1 mtu 9000\n", "set / interface ethernet-1/1 mtu 9000")]
    [InlineData("set interface ethernet-1/1 mtu 9000\n", "set / interface ethernet-1/1 mtu 9000")]
    [InlineData("/ interface ethernet-1/1 mtu 9000\n", "set / interface ethernet-1/1 mtu 9000")]
    [InlineData("/interface ethernet-1/1 mtu 9000\n", "set / interface ethernet-1/1 mtu 9000")]
    [InlineData("interface ethernet-1/1 mtu 9000\n", "set / interface ethernet-1/1 mtu 9000")]
    [InlineData("insert / interface ethernet-1/1\n", "insert / interface ethernet-1/1")]
    [InlineData("delete / interface ethernet-1/1\n", "delete / interface ethernet-1/1")]
    [InlineData("delete /\n", "delete /")]
    [InlineData("   set / system name host-name a   \n", "set / system name host-name a")]
    [InlineData("set / system grpc-server mgmt services [ gnmi gnoi ]\n", "set / system grpc-server mgmt services [ gnmi gnoi ]")]
    [InlineData("set / interface ethernet-1/{1..4} mtu 9000\n", "set / interface ethernet-1/{1..4} mtu 9000")]
    [InlineData("set / system information location \"a # b\" # why\n", "set / system information location \"a # b\"")]
    public void Flat_lines_start_at_the_root(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("interface ethernet-1/1 {\n    mtu 9000\n    subinterface 0 {\n        ipv4 {\n            address 10.0.0.1/31 {\n            }\n        }\n    }\n}\n", "set / interface ethernet-1/1 mtu 9000|set / interface ethernet-1/1 subinterface 0 ipv4 address 10.0.0.1/31")]
    [InlineData("    system {\n        name {\n            host-name a\n        }\n        information {\n            location b\n        }\n    }\n", "set / system name host-name a|set / system information location b")]
    [InlineData("interface lo0 {\n}\nsystem {\n    name {\n        host-name a\n    }\n}\n", "set / interface lo0|set / system name host-name a")]
    [InlineData("interface lo0 {\n    subinterface 0 { }\n}\n", "set / interface lo0 subinterface 0")]
    [InlineData("system {\n    dns {\n        server-list [\n            192.0.2.1\n            192.0.2.2\n        ]\n    }\n}\n", "set / system dns server-list [ 192.0.2.1 192.0.2.2 ]")]
    [InlineData("system {\n    dns {\n        server-list [\n            192.0.2.1 192.0.2.2 ]\n        network-instance mgmt\n    }\n}\n", "set / system dns server-list [ 192.0.2.1 192.0.2.2 ]|set / system dns network-instance mgmt")]
    [InlineData("set / system dns server-list [\n  192.0.2.1\n]\n", "set / system dns server-list [ 192.0.2.1 ]")]
    [InlineData("interface ethernet-1/1 {\n    description \"a } { [ b\"\n}\n", "set / interface ethernet-1/1 description \"a } { [ b\"")]
    public void Braces_become_flat_lines(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("commit now\n", "set / commit now")]
    [InlineData("quit\n", "set / quit")]
    [InlineData("tools system configuration save\n", "set / tools system configuration save")]
    [InlineData("system {\n    bash rm\n}\n", "set / system bash rm")]
    public void Whatever_a_text_says_only_configuration_is_typed(string config, string typed) => Types(config, typed);

    [Theory]
    [InlineData("# a comment\n\n   \n  # another\nset / interface lo0\n", "set / interface lo0")]
    [InlineData("interface lo0 {\n    # nothing\n}\n", "set / interface lo0")]
    public void Comments_and_blank_lines_are_not_typed(string config, string typed) => Types(config, typed);

    [Fact]
    public void A_value_of_several_lines_goes_as_it_stands() => Types(
        "system {\n    banner {\n        login-banner \"first  \n  set / not a line {\n\n# no comment\n}\n  last\"\n    }\n}\nset / interface lo0\n",
        "set / system banner login-banner \"first  |  set / not a line {||# no comment|}|  last\"|set / interface lo0");

    [Fact]
    public void Only_its_further_lines_have_no_prompt() => Assert.Equal(
        [false, true, true, false],
        NokiaSrlConfig.Lines("set / system banner login-banner \"a\nb\nc\"\nset / interface lo0\n").Select(line => line.InHereDoc));

    [Fact]
    public void Lines_keep_their_numbers() => Assert.Equal(
        [3, 4, 5, 9, 11],
        NokiaSrlConfig.Lines("# x\nsystem {\n  banner login-banner \"a\nb\nc\"\n}\n\ninterface lo0 {\n  description d\n}\ninterface lo1 {\n}\n").Select(line => line.Number));

    [Theory]
    [InlineData("system {\n    name {\n        host-name a\n    }\n", "Line 1")]
    [InlineData("interface lo0 {\n}\n}\n", "Line 3")]
    [InlineData("system {\n    dns {\n        server-list [\n    }\n}\n", "Line 3")]
    [InlineData("set / interface lo0\nset / system banner login-banner \"a\nb\n", "line 2")]
    public void What_has_no_partner_is_refused(string config, string place)
    {
        var exception = Assert.Throws<LoadException>(() => NokiaSrlConfig.Lines(config));

        Assert.Equal(ErrorCode.LoadRejected, exception.Code);
        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set / interface lo0 description why?\n", "Line 1", "column 36", "'?'")]
    [InlineData("set / interface lo0 description \"why?\"\n", "Line 1", "'?'")]
    [InlineData("set / interface lo0 description \"a\tb\"\n", "Line 1", "column 35", @"'\x09'")]
    [InlineData("set / interface lo0\nset / system banner login-banner \"a\n\tb\"\n", "Line 3", "column 1", @"'\x09'")]
    [InlineData("set / system banner login-banner \"a\x03\"\n", "Line 1", @"'\x03'")]
    [InlineData("set / interface lo0 description a | grep b\n", "line 1", "'|'")]
    [InlineData("interface lo0 {\n  description a > /etc/opt/srlinux/config.json\n}\n", "line 2", "'>'")]
    [InlineData("set / interface lo0 description a >> x\n", "line 1", "'>>'")]
    [InlineData("set / interface lo0 description a; commit now\n", "line 1", "'a;'")]
    public void What_the_command_line_would_act_on_is_refused_with_its_place(string config, params string[] named)
    {
        var exception = Assert.Throws<LoadException>(() => NokiaSrlConfig.Lines(config));

        Assert.Equal(ErrorCode.IntendedConfigUnsendable, exception.Code);
        Assert.All(named, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("set / interface lo0 description \"a | b > c ; d\"\n")]
    [InlineData("set / interface lo0 description \"say \\\"a | b\\\"\"\n")]
    public void Inside_quotes_the_same_goes_through(string config) => Types(config, config.TrimEnd());

    private static void Types(string config, string typed) =>
        Assert.Equal(typed, string.Join('|', NokiaSrlConfig.Lines(config).Select(line => line.Text)), ignoreLineEndingDifferences: false);
}
