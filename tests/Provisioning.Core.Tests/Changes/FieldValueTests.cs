using Provisioning.Changes;

namespace Provisioning.Core.Tests.Changes;

public sealed class FieldValueTests
{
    [Fact]
    public void The_same_id_under_another_name_is_the_same() =>
        Assert.True(FieldValue.AreSame(new("aa11", "Active"), new("aa11", "In service")));

    [Fact]
    public void The_same_name_of_another_record_is_not_the_same() =>
        Assert.False(FieldValue.AreSame(new("aa11", "Active"), new("bb22", "Active")));

    [Fact]
    public void A_plain_value_in_other_letter_case_is_not_the_same() =>
        Assert.False(FieldValue.AreSame(new("Access3"), new("access3")));

    [Fact]
    public void Two_empty_fields_are_the_same() => Assert.True(FieldValue.AreSame(null, null));

    [Fact]
    public void An_empty_field_is_not_the_same_as_a_filled_one() => Assert.False(FieldValue.AreSame(null, new("88")));

    [Theory]
    [InlineData("Active", "Active")]
    [InlineData(null, "aa11")]
    public void It_reads_as_what_people_call_it(string? display, string expected) =>
        Assert.Equal(expected, new FieldValue("aa11", display).ToString());
}
