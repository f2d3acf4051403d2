using Microsoft.Extensions.DependencyInjection;
using Provisioning.Core.Tests.Runs;

namespace Provisioning.Core.Tests;

public sealed class ProvisioningServiceCollectionExtensionsTests
{
    public static TheoryData<string> Settings => ["Timeouts.Connect", "Timeouts.Command", "Timeouts.Commit", "RecoveryTimeout", "RecoveryInterval"];

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_of_zero_is_refused_at_registration_by_its_name(string name) => Refused(name, TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_of_more_than_a_day_is_refused_at_registration_by_its_name(string name) => Refused(name, TimeSpan.FromDays(1.1));

    [Fact]
    public void The_defaults_are_good() => Assert.NotEmpty(new ServiceCollection().AddProvisioning());

    [Fact]
    public async Task The_engine_and_the_reader_can_be_resolved()
    {
        await using var services = new RunBench().Services();

        Assert.NotNull(services.GetRequiredService<IProvisioner>());
        Assert.NotNull(services.GetRequiredService<IDeviceConfigReader>());
    }

    [Fact]
    public void The_hosts_own_clock_is_kept()
    {
        var clock = new TestTime();

        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddProvisioning().BuildServiceProvider();

        Assert.Same(clock, services.GetRequiredService<TimeProvider>());
    }

    private static void Refused(string name, TimeSpan value)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => new ServiceCollection().AddProvisioning(settings => Set(settings, name, value)));
        Assert.Equal(name, refusal.ParamName);
    }

    private static void Set(ProvisioningSettings settings, string name, TimeSpan value)
    {
        switch (name)
        {
            case "Timeouts.Connect":
                settings.Timeouts = new() { Connect = value };
                break;
            case "Timeouts.Command":
                settings.Timeouts = new() { Command = value };
                break;
            case "Timeouts.Commit":
                settings.Timeouts = new() { Commit = value };
                break;
            case "RecoveryTimeout":
                settings.RecoveryTimeout = value;
                break;
            default:
                settings.RecoveryInterval = value;
                break;
        }
    }
}
