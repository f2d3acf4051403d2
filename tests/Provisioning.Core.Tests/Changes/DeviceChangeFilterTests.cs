using Provisioning.Changes;
using static Provisioning.Core.Tests.Changes.Given;

namespace Provisioning.Core.Tests.Changes;

public sealed class DeviceChangeFilterTests
{
    private readonly DeviceChangeFilter _filter = new(new DeviceChangeFilterOptions());

    [Theory]
    [InlineData("name")]
    [InlineData("primary_ip4")]
    [InlineData("platform")]
    [InlineData("role")]
    [InlineData("location")]
    [InlineData("status")]
    public void Each_of_the_original_fields_matters(string field) => Assert.True(_filter.Decide(ChangeOf(field)).IsRelevant);

    [Theory]
    [InlineData("serial")]
    [InlineData("display")]
    [InlineData("natural_slug")]
    [InlineData("last_updated")]
    [InlineData("url")]
    [InlineData("notes_url")]
    [InlineData("interface_count")]
    [InlineData("tags")]
    public void Other_fields_do_not_matter(string field) => Assert.False(_filter.Decide(ChangeOf(field)).IsRelevant);

    [Fact]
    public void A_rename_lists_the_name_and_not_what_it_drags_along()
    {
        var decision = _filter.Decide(Update(FieldDifferences.Given(
            State(("display", new("access3")), ("natural_slug", new("access3__lab")), ("name", new("access3"))),
            State(("display", new("access-switch-3")), ("natural_slug", new("access-switch-3__lab")), ("name", new("access-switch-3"))))));

        Assert.Equal(["name"], decision.Changes.Select(change => change.Field));
    }

    [Fact]
    public void A_no_op_save_does_not_matter()
    {
        var decision = _filter.Decide(Update(FieldDifferences.Given(State(), State())));

        Assert.Equal((false, "nothing changed"), (decision.IsRelevant, decision.Reason));
    }

    [Fact]
    public void A_renamed_status_record_is_not_a_change_of_the_device()
    {
        var decision = _filter.Decide(Update(FieldDifferences.Between(
            State(("status", Active)), State(("status", Active with { Display = "In service" })))));

        Assert.False(decision.IsRelevant);
    }

    [Fact]
    public void The_reason_of_a_skip_names_the_fields_that_would_matter() =>
        Assert.Equal(
            "none of name, primary_ip4, platform, role, location, status changed", _filter.Decide(ChangeOf("serial")).Reason);

    [Fact]
    public void The_reason_to_act_names_every_field_that_changed()
    {
        var decision = _filter.Decide(Update(FieldDifferences.Between(
            State(("role", new("4")), ("status", Planned)), State(("role", new("5")), ("status", Active)))));

        Assert.Equal("changed: role, status", decision.Reason);
    }

    [Fact]
    public void The_reason_holds_no_values()
    {
        var filter = new DeviceChangeFilter(new() { Fields = ["local_config_context_data"] });

        var decision = filter.Decide(Update(FieldDifferences.Between(
            State(("local_config_context_data", new("s3cret-old"))), State(("local_config_context_data", new("s3cret-new"))))));

        Assert.DoesNotContain("s3cret", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_state_before_matters_because_it_cannot_be_told() => Assert.True(_filter.Decide(UnknownBefore()).IsRelevant);

    [Fact]
    public void An_unknown_state_before_matters_even_when_no_field_of_interest_is_given() =>
        Assert.True(_filter.Decide(Update(FieldDifferences.Unknown)).IsRelevant);

    [Fact]
    public void A_field_absent_after_is_unknown_and_does_not_matter()
    {
        var decision = _filter.Decide(Update(FieldDifferences.Between(State(("role", new("5"))), State())));

        Assert.False(decision.IsRelevant);
    }

    [Fact]
    public void A_field_absent_before_matters_and_is_said_to_be_a_perhaps()
    {
        var decision = _filter.Decide(Update(FieldDifferences.Between(State(), State(("role", new("5"))))));

        Assert.Equal("changed: role (perhaps: its old value is not known)", decision.Reason);
    }

    [Fact]
    public void A_creation_matters_whatever_its_fields() =>
        Assert.True(_filter.Decide(Creation() with { Differences = FieldDifferences.Unknown }).IsRelevant);

    [Fact]
    public void A_deletion_does_not_matter() => Assert.False(_filter.Decide(Deletion()).IsRelevant);

    [Fact]
    public void A_deletion_given_as_differences_does_not_matter()
    {
        var decision = _filter.Decide(Deletion() with { Differences = FieldDifferences.Given(State(("status", Active)), null) });

        Assert.False(decision.IsRelevant);
    }

    [Fact]
    public void Another_object_type_does_not_matter_and_is_named()
    {
        var decision = _filter.Decide(StatusChange() with { ObjectType = "dcim.interface" });

        Assert.Equal((false, "it is a change of a dcim.interface"), (decision.IsRelevant, decision.Reason));
    }

    [Fact]
    public void Text_of_an_event_neither_steers_a_terminal_nor_begins_a_line()
    {
        var decision = _filter.Decide(StatusChange() with { ObjectType = "dcim.x\n\u001b[2J" });

        Assert.DoesNotContain(decision.Reason, char.IsControl);
    }

    [Fact]
    public void Our_own_writes_do_not_come_back_to_us()
    {
        var filter = new DeviceChangeFilter(new() { IgnoredUsers = ["svc-provisioning"] });

        Assert.False(filter.Decide(StatusChange() with { User = "SVC-Provisioning" }).IsRelevant);
    }

    [Theory]
    [InlineData("admin")]
    [InlineData(null)]
    public void Other_and_unknown_users_are_heard_when_one_is_ignored(string? user)
    {
        var filter = new DeviceChangeFilter(new() { IgnoredUsers = ["svc-provisioning"] });

        Assert.True(filter.Decide(StatusChange() with { User = user }).IsRelevant);
    }

    [Fact]
    public void The_fields_can_be_changed()
    {
        var filter = new DeviceChangeFilter(new() { Fields = ["Site"] });

        Assert.True(filter.Decide(ChangeOf("site")).IsRelevant);
        Assert.False(filter.Decide(ChangeOf("status")).IsRelevant);
    }

    [Fact]
    public void The_object_types_can_be_changed()
    {
        var filter = new DeviceChangeFilter(new() { ObjectTypes = ["virtualization.virtualmachine"] });

        Assert.True(filter.Decide(StatusChange() with { ObjectType = "virtualization.virtualmachine" }).IsRelevant);
    }

    [Fact]
    public void Options_changed_later_do_not_reach_the_filter()
    {
        var fields = new List<string> { "serial" };
        var filter = new DeviceChangeFilter(new() { Fields = fields });

        fields.Add("status");

        Assert.False(filter.Decide(ChangeOf("status")).IsRelevant);
    }

    [Fact]
    public void An_empty_field_list_is_refused_by_name()
    {
        var exception = Assert.Throws<ArgumentException>(() => new DeviceChangeFilter(new() { Fields = [] }));

        Assert.Equal("Fields", exception.ParamName);
    }

    [Fact]
    public void A_blank_ignored_user_is_refused_by_name()
    {
        var exception = Assert.Throws<ArgumentException>(() => new DeviceChangeFilter(new() { IgnoredUsers = [" "] }));

        Assert.Equal("IgnoredUsers", exception.ParamName);
    }

    private static DeviceChange ChangeOf(string field) =>
        Update(FieldDifferences.Between(State((field, new("1"))), State((field, new("2")))));
}
