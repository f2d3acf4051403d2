using Provisioning.Inventories;

namespace Provisioning.Core.Tests.Inventories;

public sealed class DeviceFilterTests
{
    private static readonly Device Leaf = new()
    {
        Name = "leaf-12", Location = "Berlin", Role = "leaf", Platform = "arista_eos", Status = "Active", Tags = ["edge", "Blue"],
    };

    [Fact]
    public void An_empty_filter_chooses_all() => Assert.True(new DeviceFilter().Matches(new Device { Name = "r1" }));

    [Theory]
    [InlineData("leaf-12", true)]
    [InlineData("LEAF-12", true)]
    [InlineData("leaf-1", false)]
    [InlineData("leaf-*", true)]
    [InlineData("*-12", true)]
    [InlineData("eaf*", false)]
    [InlineData("leaf-1?", true)]
    [InlineData("leaf-?", false)]
    [InlineData("leaf-[01]2", true)]
    [InlineData("leaf-[03-9]2", false)]
    [InlineData("leaf-1[0-5]", true)]
    [InlineData("LEAF-1[0-5]", true)]
    [InlineData("[K-M]eaf*", true)]
    [InlineData("leaf.12", false)]
    [InlineData("", false)]
    public void A_name_pattern_is_read_as_in_PowerShell(string pattern, bool chosen) =>
        Assert.Equal(chosen, new DeviceFilter { Names = [pattern] }.Matches(Leaf));

    [Theory]
    [InlineData("sw[1]", "sw[1]", true)]
    [InlineData("sw`[1`]", "sw[1]", true)]
    [InlineData("sw`*", "sw*", true)]
    [InlineData("sw`*", "sw1", false)]
    [InlineData("sw[1", "sw[1", true)]
    [InlineData("sw[z-a]", "swz", true)]
    [InlineData("sw[z-a]", "swb", false)]
    [InlineData("sw[^1]", "sw^", true)]
    [InlineData("sw[^1]", "sw2", false)]
    [InlineData("sw[\\d]", "sw5", false)]
    [InlineData("a*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void Odd_patterns_are_taken_literally_and_end_soon(string pattern, string name, bool chosen) =>
        Assert.Equal(chosen, new DeviceFilter { Names = [pattern] }.Matches(new Device { Name = name }));

    public static TheoryData<DeviceFilter, bool> Lists => new()
    {
        { new() { Locations = ["Paris", "ber*"] }, true },
        { new() { Locations = ["Paris"] }, false },
        { new() { Roles = ["LEAF"] }, true },
        { new() { Roles = ["spine"] }, false },
        { new() { Platforms = ["*eos"] }, true },
        { new() { Platforms = ["eos"] }, false },
        { new() { Statuses = ["planned", "active"] }, true },
        { new() { Statuses = ["planned"] }, false },
        { new() { Tags = ["green", "blue"] }, true },
        { new() { Tags = ["green"] }, false },
    };

    [Theory]
    [MemberData(nameof(Lists), DisableDiscoveryEnumeration = true)]
    public void One_pattern_of_a_list_is_enough(DeviceFilter filter, bool chosen) => Assert.Equal(chosen, filter.Matches(Leaf));

    [Fact]
    public void Every_list_must_have_a_pattern_that_fits() =>
        Assert.False(new DeviceFilter { Names = ["leaf-12"], Roles = ["spine"] }.Matches(Leaf));

    [Fact]
    public void A_field_that_is_not_set_fits_no_pattern() =>
        Assert.False(new DeviceFilter { Locations = ["*"] }.Matches(new Device { Name = "r1" }));

    [Fact]
    public void A_device_without_tags_fits_no_tag_pattern() =>
        Assert.False(new DeviceFilter { Tags = ["*"] }.Matches(new Device { Name = "r1" }));

    [Fact]
    public void Exact_names_are_those_without_a_wildcard() =>
        Assert.Equal(["r1", "sw[1]"], new DeviceFilter { Names = ["r1", "r*", "sw`[1`]", "r[12]"] }.ExactNames);
}
