using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;

namespace Provisioning.Quickstart.Tests;

public sealed class LabStoryTests : IDisposable
{
    private readonly QuickstartFixture _quickstart = new() { UsesLab = false };

    public void Dispose() => _quickstart.Dispose();

    [Fact]
    public async Task It_ends_with_0_when_everything_ended_as_expected()
    {
        var exitCode = await _quickstart.RunAsync();

        Assert.Equal(ExitCode.AllWell, exitCode);
        Assert.EndsWith($"== Everything ended as expected =={Environment.NewLine}", _quickstart.Output);
    }

    [Theory]
    [InlineData("leaf1", "+   switchport mode trunk")]
    [InlineData("leaf2", "-   description uplink")]
    [InlineData("spine1", "-   mtu 1500")]
    public async Task The_dry_run_shows_the_diff_of_each_device(string device, string line)
    {
        await _quickstart.RunAsync();

        var results = Section("Dry run").Split(": WouldChange");
        var diff = results[Array.FindIndex(results, text => text.EndsWith(device, StringComparison.Ordinal)) + 1];
        Assert.Contains(line, diff);
    }

    [Theory]
    [InlineData("Commit", "Changed (device state: Committed")]
    [InlineData("Verify", "Unchanged (device state: Untouched")]
    public async Task Each_device_is_committed_and_then_found_unchanged(string section, string outcome)
    {
        await _quickstart.RunAsync();

        Assert.All(["leaf1", "leaf2", "spine1"], device => Assert.Contains($"{device}: {outcome}", Section(section)));
    }

    [Fact]
    public async Task The_hook_commits_the_change_of_a_device()
    {
        await _quickstart.RunAsync();

        Assert.Contains("hook: Provisioned (changed: status)", Section("A device changes"));
        Assert.Contains("-   shutdown", Section("A device changes"));
    }

    [Fact]
    public async Task The_hook_ignores_a_save_that_changes_nothing()
    {
        await _quickstart.RunAsync();

        Assert.Contains("hook: Ignored (nothing changed)", Section("The same record"));
    }

    [Fact]
    public async Task It_ends_with_1_when_something_ended_otherwise()
    {
        _quickstart.Services = services => services.AddSingleton<IDeviceTransport>(new LabNetwork());

        var exitCode = await _quickstart.RunAsync();

        Assert.Equal(ExitCode.SomeDeviceFailed, exitCode);
        Assert.EndsWith($"== Not everything ended as expected =={Environment.NewLine}", _quickstart.Output);
    }

    private string Section(string heading) =>
        _quickstart.Output.Split("\n== ").Single(section => section.StartsWith(heading, StringComparison.Ordinal));
}
