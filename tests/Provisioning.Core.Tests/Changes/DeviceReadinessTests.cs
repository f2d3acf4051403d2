using Provisioning.Changes;
using Provisioning.Errors;
using static Provisioning.Core.Tests.Changes.Given;

namespace Provisioning.Core.Tests.Changes;

public sealed class DeviceReadinessTests
{
    private readonly DeviceReadiness _readiness = new(Platforms(), new DeviceReadinessOptions());

    [Theory]
    [InlineData("Active")]
    [InlineData("Planned")]
    [InlineData("Staged")]
    [InlineData("staged")]
    public void A_complete_device_in_a_fitting_status_is_ready(string status) =>
        Assert.Empty(_readiness.Check(Switch with { Status = status }));

    [Fact]
    public void Every_reason_is_reported_at_once()
    {
        var errors = _readiness.Check(Switch with { Platform = null, Address = null, Status = "Failed" });

        Assert.Equal(
            [ErrorCode.PlatformMissing, ErrorCode.AddressMissing, ErrorCode.StatusNotAllowed], errors.Select(error => error.Code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void A_device_without_a_platform_is_not_ready(string? platform) =>
        Assert.Equal(ErrorCode.PlatformMissing, Assert.Single(_readiness.Check(Switch with { Platform = platform })).Code);

    [Fact]
    public void A_platform_without_a_driver_is_named_with_the_nearest()
    {
        var error = Assert.Single(_readiness.Check(Switch with { Platform = "arista_oes" }));

        Assert.Equal(
            (ErrorCode.PlatformUnknown, "The platform 'arista_oes' of access-switch-3 has no driver; did you mean arista_eos?"),
            (error.Code, error.Message));
    }

    [Fact]
    public void A_platform_like_no_other_is_named_without_a_guess()
    {
        var error = Assert.Single(_readiness.Check(Switch with { Platform = "vms" }));

        Assert.Equal("The platform 'vms' of access-switch-3 has no driver; register one.", error.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_device_without_a_primary_ip_is_not_ready(string? address) =>
        Assert.Equal(ErrorCode.AddressMissing, Assert.Single(_readiness.Check(Switch with { Address = address })).Code);

    [Theory]
    [InlineData(null)]
    [InlineData("Decommissioning")]
    public void A_device_in_no_fitting_status_is_not_ready(string? status) =>
        Assert.Equal(ErrorCode.StatusNotAllowed, Assert.Single(_readiness.Check(Switch with { Status = status })).Code);

    [Fact]
    public void The_reason_names_the_status_and_those_that_would_fit()
    {
        var error = Assert.Single(_readiness.Check(Switch with { Status = "Failed" }));

        Assert.Equal("access-switch-3 has the status 'Failed'; it must be one of Active, Planned, Staged.", error.Message);
    }

    [Fact]
    public void Text_of_an_event_neither_steers_a_terminal_nor_begins_a_line()
    {
        var error = Assert.Single(_readiness.Check(Switch with { Status = "Failed\n\u001b[2J" }));

        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void The_statuses_can_be_changed()
    {
        var readiness = new DeviceReadiness(Platforms(), new() { Statuses = ["In service"] });

        Assert.Empty(readiness.Check(Switch with { Status = "in SERVICE" }));
        Assert.Single(readiness.Check(Switch));
    }

    [Fact]
    public void An_empty_status_list_is_refused_by_name()
    {
        var exception = Assert.Throws<ArgumentException>(() => new DeviceReadiness(Platforms(), new() { Statuses = [] }));

        Assert.Equal("Statuses", exception.ParamName);
    }
}
