using Provisioning.Drivers.Platforms.CiscoIos;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

public class CiscoIosDiffTests
{
    private const string Running = """
        hostname r1
        no logging console
        interface GigabitEthernet0/0
         description uplink
         ip address 10.0.0.1 255.255.255.0
        router bgp 42
         neighbor 10.0.0.1 remote-as 44
         neighbor 10.0.0.11 remote-as 45
        ip route 10.9.0.0 255.255.0.0 10.0.0.2
        """;

    [Theory]
    [InlineData("!Contextual Config Diffs:|interface GigabitEthernet0/0| +description new| -description old|+ntp server 10.0.0.1|", " interface GigabitEthernet0/0\n+ description new\n- description old\n+ntp server 10.0.0.1\n")]
    [InlineData("|!Contextual Config Diffs:|!No changes were found||", "")]
    [InlineData("!Contextual Config Diffs:|", "")]
    [InlineData("!No changes were found", "")]
    [InlineData("!Contextual Config Diffs:|-ntp clock-period 17179869|+ntp clock-period 17179870|", "")]
    public void A_replacements_diff_has_its_signs_first(string output, string diff) => Assert.Equal(diff, CiscoIosDiff.OfReplacement(output.Split('|')));

    [Theory]
    [InlineData("")]
    [InlineData("%Error opening flash:a (No such file or directory)")]
    [InlineData("Something that nobody has heard of")]
    public void Any_other_answer_is_no_diff(string output) => Assert.Throws<FormatException>(() => CiscoIosDiff.OfReplacement(output.Split('|')));

    [Theory]
    [InlineData("")]
    [InlineData("!List of Commands:|Error: received error code 5 when looking for missing lines|!Error: cfgdiff returned error 5")]
    [InlineData("%Error opening flash:a (No such file or directory)")]
    [InlineData("Something that nobody has heard of")]
    public void Any_other_answer_is_no_list_of_commands(string output) => Assert.Throws<FormatException>(() => CiscoIosDiff.Incremental(output.Split('|')));

    [Theory]
    [InlineData("!List of Commands:|end|!No changes were found", "")]
    [InlineData("!List of commands:|logging buffered 10000|end", "+logging buffered 10000\n")]
    [InlineData("!List of Commands:|interface GigabitEthernet0/0| description new|end", " interface GigabitEthernet0/0\n+ description new\n")]
    [InlineData("!List of Commands:|interface Loopback1| description new|end", "+interface Loopback1\n+ description new\n")]
    [InlineData("!List of Commands:|router bgp 42| no neighbor 10.0.0.1|end", " router bgp 42\n- no neighbor 10.0.0.1\n")]
    [InlineData("!List of Commands:|no ip route 10.9.0.0 255.255.0.0 10.0.0.2|end", "-no ip route 10.9.0.0 255.255.0.0 10.0.0.2\n")]
    [InlineData("!List of Commands:|interface GigabitEthernet0/0| no desc|end", " interface GigabitEthernet0/0\n- no desc\n")]
    public void A_merges_diff_lists_what_comes_and_what_goes(string output, string diff) => Assert.Equal(diff, OfMerge(output, ""));

    [Theory]
    [InlineData("!List of Commands:|no ip route 10.7.0.0 255.255.0.0 10.0.0.2|end")]
    [InlineData("!List of Commands:|router bgp 42| no neighbor 10.0.0.110|end")]
    [InlineData("!List of Commands:|router bgp 42| no neighbor 10.0.0|end")]
    [InlineData("!List of Commands:|interface GigabitEthernet0/0| no shutdown|end")]
    [InlineData("!List of Commands:|default interface GigabitEthernet0/9|end")]
    public void What_takes_nothing_away_is_no_change(string output) => Assert.Equal("", OfMerge(output, "cdp run"));

    [Theory]
    [InlineData("!List of Commands:|no cdp run|end", "-no cdp run\n")]
    [InlineData("!List of Commands:|interface GigabitEthernet0/0| no ip proxy-arp|end", " interface GigabitEthernet0/0\n- no ip proxy-arp\n")]
    public void A_default_that_is_taken_away_is_a_change(string output, string diff) =>
        Assert.Equal(diff, OfMerge(output, "cdp run\ninterface GigabitEthernet0/0\n ip proxy-arp"));

    [Fact]
    public void A_new_order_is_a_change_though_ios_says_that_it_found_none() => Assert.Equal(
        "+!The following order-dependent line(s) are re-ordered\n",
        OfMerge("!List of Commands:|!The following order-dependent line(s) are re-ordered|end|!No changes were found", ""));

    [Theory]
    [InlineData("!List of Commands:|no cdp run|end", true)]
    [InlineData("!List of Commands:|no ip route 10.9.0.0 255.255.0.0 10.0.0.2|end", false)]
    [InlineData("!List of Commands:|hostname r2|end", false)]
    public void The_defaults_are_asked_for_only_when_they_decide(string output, bool needed) =>
        Assert.Equal(needed, CiscoIosDiff.NeedsDefaults(CiscoIosDiff.Incremental(output.Split('|')), new(Running.Split('\n'))));

    private static string OfMerge(string output, string everything) =>
        CiscoIosDiff.OfMerge(CiscoIosDiff.Incremental(output.Split('|')), new(Running.Split('\n')), new(everything.Split('\n')));
}
