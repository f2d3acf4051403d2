using Provisioning.Core.Tests.Runs;
using Provisioning.Drivers;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Validations;

namespace Provisioning.Core.Tests.Validations;

public sealed class DeviceValidatorTests
{
    private readonly Device _good = new() { Name = "r1", Address = "192.0.2.1", Platform = "fake_os" };
    private readonly FakePlatform _platform = new(new FakeDevice(new TestTime()));

    private DeviceValidator Validator => new(new PlatformRegistry([_platform]));

    [Theory]
    [InlineData("fake_os")]
    [InlineData("FAKE_OS")]
    [InlineData("fake")]
    public void A_good_device_gives_its_platform_by_name_or_alias(string name) =>
        Assert.Same(_platform, Validator.Validate(_good with { Platform = name }, new()));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Without_a_platform_the_known_ones_are_listed(string? platform) =>
        Refused(_good with { Platform = platform }, ErrorCode.PlatformMissing, "fake_os");

    [Fact]
    public void A_mistyped_platform_gets_the_nearest_names() =>
        Refused(_good with { Platform = "fake_so" }, ErrorCode.PlatformUnknown, "Did you mean fake");

    [Fact]
    public void A_platform_like_no_other_gets_the_whole_list() =>
        Refused(_good with { Platform = "zzz" }, ErrorCode.PlatformUnknown, "Known are: fake_os.");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_an_address_the_inventorys_field_is_named(string? address) =>
        Refused(_good with { Address = address }, ErrorCode.AddressMissing, "'address'");

    [Fact]
    public void An_unknown_option_gets_the_nearest_names() =>
        Refused(_good with { Options = Option("ssh_confg") }, ErrorCode.DeviceOptionInvalid, "'ssh_confg'. Did you mean ssh_config?");

    [Theory]
    [InlineData("sudo")]
    [InlineData("SUDO")]
    public void A_known_option_is_taken_in_any_letter_case(string key) =>
        Assert.Same(_platform, Validator.Validate(_good with { Options = Option(key) }, new()));

    [Fact]
    public void An_operation_that_the_platform_lacks_is_refused()
    {
        _platform.Capabilities = _platform.Capabilities with { Operations = [LoadOperation.Replace] };

        Refused(_good, ErrorCode.CapabilityMissing, "no Merge operation, only Replace");
    }

    [Fact]
    public void A_timer_is_refused_where_there_is_no_commit_confirm()
    {
        _platform.Capabilities = _platform.Capabilities with { CommitConfirm = false };

        Refused(_good, ErrorCode.CapabilityMissing, "ConfirmTimeout to null", RunBench.Commits);
    }

    [Fact]
    public void A_dry_run_needs_no_commit_confirm()
    {
        _platform.Capabilities = _platform.Capabilities with { CommitConfirm = false };

        Assert.Same(_platform, Validator.Validate(_good, new()));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(61)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_timer_outside_the_platforms_range_is_refused_with_the_range(int seconds)
    {
        _platform.Capabilities = _platform.Capabilities with { ConfirmTimeouts = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)) };

        Refused(_good, ErrorCode.CapabilityMissing, "00:00:10 to 00:01:00", RunBench.Commits with { ConfirmTimeout = TimeSpan.FromSeconds(seconds) });
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public void A_timer_at_the_end_of_the_range_is_taken(int seconds)
    {
        _platform.Capabilities = _platform.Capabilities with { ConfirmTimeouts = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)) };

        Assert.Same(_platform, Validator.Validate(_good, RunBench.Commits with { ConfirmTimeout = TimeSpan.FromSeconds(seconds) }));
    }

    [Fact]
    public void All_reasons_are_told_at_once()
    {
        var bad = _good with { Address = null, Options = Option("zzz") };

        var refusal = Assert.Throws<ValidationException>(
            () => Validator.Validate(bad, RunBench.Commits with { ConfirmTimeout = TimeSpan.FromDays(2) }));

        Assert.Equal(ErrorCode.DeviceInvalid, refusal.Code);
        Assert.All(
            ["'r1'", "3 reasons", "PRV2003", "PRV2004", "PRV2005"],
            part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> Option(string key) => new() { [key] = "x" };

    private void Refused(Device device, ErrorCode code, string part, ProvisionOptions? options = null)
    {
        var refusal = Assert.Throws<ValidationException>(() => Validator.Validate(device, options ?? new()));
        Assert.Equal(code, refusal.Code);
        Assert.StartsWith("Device 'r1': ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }
}
