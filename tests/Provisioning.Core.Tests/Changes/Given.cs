using NSubstitute;
using Provisioning.Changes;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Core.Tests.Changes;

/// <summary>The devices, states and changes that these tests begin from.</summary>
internal static class Given
{
    public static readonly Device Switch = new()
    {
        Name = "access-switch-3",
        Address = "172.20.20.23",
        Platform = "arista_eos",
        Role = "Access Switch",
        Location = "Lab",
        Status = "Active",
    };

    public static readonly FieldValue Planned = new("cc33dd44", "Planned");
    public static readonly FieldValue Active = new("aa11bb22", "Active");

    public static Dictionary<string, FieldValue?> State(params (string Field, FieldValue? Value)[] fields) =>
        fields.ToDictionary(field => field.Field, field => field.Value);

    public static DeviceChange Update(FieldDifferences differences) => new()
    {
        Source = "nautobot",
        Action = DeviceChangeAction.Updated,
        ObjectId = "3f2c9a4e",
        Device = Switch,
        User = "admin",
        RequestId = "fab0a4fb",
        Differences = differences,
    };

    public static DeviceChange StatusChange() =>
        Update(FieldDifferences.Between(State(("status", Planned)), State(("status", Active))));

    public static DeviceChange UnknownBefore() =>
        Update(FieldDifferences.Given(null, State(("name", new("access-switch-3")), ("status", Active))));

    public static DeviceChange Creation() =>
        Update(FieldDifferences.Between(null, State(("status", Active)))) with { Action = DeviceChangeAction.Created };

    public static DeviceChange Deletion() =>
        Update(FieldDifferences.Between(State(("status", Active)), null)) with { Action = DeviceChangeAction.Deleted };

    public static IPlatformRegistry Platforms()
    {
        var platforms = Substitute.For<IPlatformRegistry>();
        platforms.TryFind("arista_eos", out Arg.Any<IPlatform?>()).Returns(call =>
        {
            call[1] = Substitute.For<IPlatform>();
            return true;
        });
        platforms.Nearest(Arg.Any<string>()).Returns([]);
        platforms.Nearest("arista_oes").Returns(["arista_eos"]);
        return platforms;
    }

    public static ProvisionResult Result(ProvisionOutcome outcome, ProvisionError? error = null) => new()
    {
        Device = Switch.Name,
        RunId = "run-1",
        Outcome = outcome,
        DeviceState = DeviceState.Untouched,
        Stage = error is null ? ProvisionStage.Done : ProvisionStage.Open,
        DryRun = true,
        Operation = LoadOperation.Merge,
        Trigger = new ProvisionTrigger("hook"),
        Error = error,
        StartedAt = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.FromSeconds(1),
    };
}
