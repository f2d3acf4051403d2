using Provisioning.Validations;

namespace Provisioning.Core.Tests.Validations;

public sealed class NearestNamesTests
{
    private static readonly string[] Platforms =
        ["arista_eos", "bird", "cisco_ios", "cisco_nxos", "cisco_xr", "eos", "frr", "ios", "iosxr", "juniper_junos", "junos", "nxos"];

    [Theory]
    [InlineData("arsita_eos", "arista_eos")]
    [InlineData("arista-eos", "arista_eos")]
    [InlineData("Arista_EOS", "arista_eos")]
    [InlineData("junso", "junos")]
    [InlineData("bird2", "bird")]
    [InlineData("frrouting", "frr")]
    [InlineData(" frr ", "frr")]
    public void The_likeliest_candidate_comes_first(string name, string expected) =>
        Assert.Equal(expected, NearestNames.Find(name, Platforms)[0]);

    [Fact]
    public void A_beginning_finds_every_candidate_that_starts_with_it() =>
        Assert.Equal(["cisco_ios", "cisco_nxos", "cisco_xr"], NearestNames.Find("cisco", Platforms));

    [Fact]
    public void A_part_of_a_candidate_finds_it() =>
        Assert.Equal(["arista_eos"], NearestNames.Find("eos", ["arista_eos", "frr", "bird"]));

    [Fact]
    public void At_most_three_are_offered() =>
        Assert.Equal(["sw1", "sw2", "sw3"], NearestNames.Find("sw", ["sw5", "sw4", "sw3", "sw2", "sw1"]));

    [Fact]
    public void A_close_spelling_comes_before_a_distant_one() =>
        Assert.Equal(["switch01", "switch10", "swapch01"], NearestNames.Find("switch01", ["swapch01", "switch10", "switch01"]));

    [Theory]
    [InlineData("windows")]
    [InlineData("")]
    [InlineData("   ")]
    public void A_name_like_nothing_finds_nothing(string name) => Assert.Empty(NearestNames.Find(name, Platforms));

    [Fact]
    public void One_letter_does_not_find_what_starts_with_it() => Assert.Empty(NearestNames.Find("r", ["router", "role"]));

    [Fact]
    public void Candidates_that_differ_only_in_case_are_offered_once() =>
        Assert.Equal(["R1"], NearestNames.Find("r1", ["R1", "r1"]));

    [Theory]
    [InlineData("ca", "ac", true)]
    [InlineData("port", "prot", true)]
    [InlineData("port", "pots", false)]
    [InlineData("ab", "cd", false)]
    public void A_swap_of_neighbours_is_one_difference(string name, string candidate, bool found) =>
        Assert.Equal(found, NearestNames.Find(name, [candidate]).Count == 1);
}
