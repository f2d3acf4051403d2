using Microsoft.Extensions.DependencyInjection;
using Provisioning.Core.Tests.Runs;
using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.Core.Tests;

public sealed class DeviceConfigReaderTests
{
    private readonly RunBench _bench = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ConfigStore.Running, "running-line\n")]
    [InlineData(ConfigStore.Startup, "startup-line\n")]
    public async Task Reads_the_store_that_was_asked_for(ConfigStore store, string expected)
    {
        (_bench.Device.Running, _bench.Device.Startup) = ("running-line\n", "startup-line\n");

        var config = await ReadAsync(store);

        Assert.Equal(("r1", store, expected), (config.Device, config.Store, config.Text));
        Assert.Equal([Verb.Open, Verb.GetConfig], _bench.Device.Journal);
    }

    [Fact]
    public async Task A_config_is_masked_unless_it_is_revealed()
    {
        _bench.Device.Running = "neighbor x password S3cret-Wort\n";

        var config = await ReadAsync(ConfigStore.Running);

        Assert.DoesNotContain("S3cret-Wort", config.Text + config, StringComparison.Ordinal);
        Assert.Contains("S3cret-Wort", config.Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_of_a_config_are_text_unless_it_is_revealed()
    {
        const string Hostile = "banner \x1b[2J\x1b]0;owned\a\u009b31m\u202e\r x\n";
        _bench.Device.Running = Hostile;

        var config = await ReadAsync(ConfigStore.Running);

        const string Shown = @"banner \x1b[2J\x1b]0;owned\x07\x9b31m\u202e\x0d x" + "\n";
        Assert.Equal((Shown, Shown, Hostile), (config.Text, $"{config}", config.Reveal()));
    }

    [Theory]
    [InlineData(ConfigStore.Candidate)]
    [InlineData(ConfigStore.Startup)]
    public async Task A_store_that_cannot_be_read_is_refused_before_anything_is_opened(ConfigStore store)
    {
        _bench.Platform.Capabilities = _bench.Platform.Capabilities with { Stores = [ConfigStore.Running, ConfigStore.Candidate] };

        var refusal = await Assert.ThrowsAsync<ValidationException>(() => ReadAsync(store));

        Assert.Equal(ErrorCode.CapabilityMissing, refusal.Code);
        Assert.Empty(_bench.Device.Journal);
    }

    [Fact]
    public async Task The_drift_shows_control_characters_as_text()
    {
        _bench.Device.Running = "banner \x1b[2J\n";
        await using var services = _bench.Services();

        var diff = await services.GetRequiredService<IDeviceConfigReader>().CompareAsync(_bench.Target, Cancellation);

        Assert.Contains(@"-banner \x1b[2J", diff.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1b', diff.Text);
    }

    [Fact]
    public async Task Comparing_shows_the_drift_and_loads_nothing()
    {
        await using var services = _bench.Services();

        var diff = await services.GetRequiredService<IDeviceConfigReader>().CompareAsync(_bench.Target, Cancellation);

        Assert.Contains("+mtu 9000", diff.Text, StringComparison.Ordinal);
        Assert.Equal([Verb.Open, Verb.GetConfig], _bench.Device.Journal);
    }

    [Fact]
    public async Task Comparing_with_a_useless_intended_config_opens_nothing()
    {
        _bench.Intended = "";
        await using var services = _bench.Services();

        await Assert.ThrowsAsync<IntendedConfigException>(
            () => services.GetRequiredService<IDeviceConfigReader>().CompareAsync(_bench.Target, Cancellation));

        Assert.Empty(_bench.Device.Journal);
    }

    [Fact]
    public async Task A_session_is_closed_when_reading_fails()
    {
        _bench.Device.Fail(Verb.GetConfig, RunBench.Lost);

        await Assert.ThrowsAsync<ConnectionException>(() => ReadAsync(ConfigStore.Running));

        Assert.Equal((1, 1), (_bench.Device.Opened, _bench.Device.Disposed));
    }

    [Fact]
    public async Task Connections_are_kept_apart_as_those_of_runs_are()
    {
        _bench.ConnectionsPerSecond = 1;
        await using var services = _bench.Services();
        var reader = services.GetRequiredService<IDeviceConfigReader>();
        await reader.ReadAsync(_bench.Target, ConfigStore.Running, Cancellation);

        var second = reader.ReadAsync(_bench.Target, ConfigStore.Running, Cancellation);
        var opened = _bench.Device.Opened;
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        await second;

        Assert.Equal((1, 2), (opened, _bench.Device.Opened));
    }

    private async Task<DeviceConfig> ReadAsync(ConfigStore store)
    {
        await using var services = _bench.Services();
        return await services.GetRequiredService<IDeviceConfigReader>().ReadAsync(_bench.Target, store, Cancellation);
    }
}
