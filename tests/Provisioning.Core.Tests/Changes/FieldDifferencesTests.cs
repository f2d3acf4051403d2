using Provisioning.Changes;
using static Provisioning.Core.Tests.Changes.Given;

namespace Provisioning.Core.Tests.Changes;

public sealed class FieldDifferencesTests
{
    [Fact]
    public void A_field_with_another_id_changed_from_old_to_new()
    {
        var differences = FieldDifferences.Between(State(("status", Planned)), State(("status", Active)));

        Assert.Equal([new FieldChange("status", Planned, Active)], differences.Changes);
    }

    [Fact]
    public void A_renamed_status_record_is_no_change()
    {
        var differences = FieldDifferences.Between(
            State(("status", Active)), State(("status", Active with { Display = "In service" })));

        Assert.Empty(differences.Changes);
    }

    [Fact]
    public void A_status_record_of_the_same_name_and_another_id_is_a_change()
    {
        var differences = FieldDifferences.Between(
            State(("status", Active)), State(("status", Active with { Id = "ee55ff66" })));

        Assert.Single(differences.Changes);
    }

    [Fact]
    public void A_no_op_save_is_no_change_although_the_state_before_is_known()
    {
        var state = State(("name", new("access3")), ("platform", null));

        var differences = FieldDifferences.Between(state, State(("name", new("access3")), ("platform", null)));

        Assert.Empty(differences.Changes);
        Assert.True(differences.BeforeKnown);
    }

    [Fact]
    public void A_field_that_was_emptied_changed_to_nothing()
    {
        var differences = FieldDifferences.Between(State(("primary_ip4", new("88"))), State(("primary_ip4", null)));

        Assert.Equal([new FieldChange("primary_ip4", new("88"), null)], differences.Changes);
    }

    [Fact]
    public void A_field_that_was_filled_changed_from_a_known_nothing()
    {
        var differences = FieldDifferences.Between(State(("primary_ip4", null)), State(("primary_ip4", new("88"))));

        Assert.True(Assert.Single(differences.Changes).OldKnown);
    }

    [Fact]
    public void A_field_absent_after_says_nothing_and_is_not_removed()
    {
        var differences = FieldDifferences.Between(State(("tags", new("managed"))), State());

        Assert.Empty(differences.Changes);
    }

    [Fact]
    public void A_field_absent_before_may_have_changed_from_something_unknown()
    {
        var differences = FieldDifferences.Between(State(), State(("role", new("5"))));

        Assert.Equal([new FieldChange("role", null, new("5")) { OldKnown = false }], differences.Changes);
    }

    [Fact]
    public void Without_a_state_before_no_old_value_is_known()
    {
        var differences = FieldDifferences.Between(null, State(("status", Active), ("role", null)));

        Assert.False(differences.BeforeKnown);
        Assert.All(differences.Changes, change => Assert.False(change.OldKnown));
    }

    [Fact]
    public void Without_a_state_after_nothing_is_listed()
    {
        var differences = FieldDifferences.Between(State(("status", Active)), null);

        Assert.Empty(differences.Changes);
    }

    [Fact]
    public void Given_differences_become_changes()
    {
        var differences = FieldDifferences.Given(
            State(("name", new("access3")), ("status", Planned)), State(("name", new("access-switch-3")), ("status", Active)));

        Assert.Equal(
            [new FieldChange("name", new("access3"), new("access-switch-3")), new FieldChange("status", Planned, Active)],
            differences.Changes);
    }

    [Fact]
    public void A_given_difference_that_is_only_an_edit_of_the_nested_record_is_dropped()
    {
        var differences = FieldDifferences.Given(
            State(("platform", new("9e1d", "EOS"))), State(("platform", new("9e1d", "Arista EOS"))));

        Assert.Empty(differences.Changes);
    }

    [Fact]
    public void Given_differences_that_are_empty_are_a_known_no_op()
    {
        var differences = FieldDifferences.Given(State(), State());

        Assert.Empty(differences.Changes);
        Assert.True(differences.BeforeKnown);
    }

    [Fact]
    public void Removed_null_with_the_whole_object_added_is_an_unknown_state_before()
    {
        var differences = FieldDifferences.Given(null, State(("name", new("access3")), ("status", Active)));

        Assert.False(differences.BeforeKnown);
        Assert.Equal(["name", "status"], differences.Changes.Select(change => change.Field));
    }

    [Fact]
    public void A_field_given_only_as_removed_is_empty_now()
    {
        var differences = FieldDifferences.Given(State(("platform", new("9e1d"))), State());

        Assert.Equal([new FieldChange("platform", new("9e1d"), null)], differences.Changes);
    }

    [Fact]
    public void A_field_given_only_as_removed_counts_when_added_is_null()
    {
        var differences = FieldDifferences.Given(State(("platform", new("9e1d"))), null);

        Assert.Equal([new FieldChange("platform", new("9e1d"), null)], differences.Changes);
    }

    [Fact]
    public void A_field_given_only_as_added_has_an_unknown_old_value()
    {
        var differences = FieldDifferences.Given(State(("name", new("a"))), State(("name", new("b")), ("role", new("5"))));

        Assert.Equal(["role"], differences.Changes.Where(change => !change.OldKnown).Select(change => change.Field));
    }

    [Fact]
    public void Neither_removed_nor_added_is_known_as_nothing_known() =>
        Assert.False(FieldDifferences.Given(null, null).BeforeKnown);
}
