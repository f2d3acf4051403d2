using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Quickstart.Tests.Fakes;

namespace Provisioning.Quickstart.Tests;

public sealed class DeviceRunTests : IDisposable
{
    private const string Intended = "interface Loopback7\n   description from the folder\n";

    private readonly QuickstartFixture _quickstart = new();

    public void Dispose() => _quickstart.Dispose();

    [Fact]
    public async Task Without_commit_it_is_a_dry_run_that_says_so()
    {
        var device = _quickstart.AddDevice("leaf1");
        Prepare("leaf1");

        var exitCode = await _quickstart.RunOnDevicesAsync();

        Assert.Equal((ExitCode.AllWell, 0), (exitCode, device.Journal.DeviceWrites.Count));
        Assert.Contains("leaf1: WouldChange (device state: Untouched", _quickstart.Output);
        Assert.Contains("+   description from the folder", _quickstart.Output);
        Assert.Contains("Devices: 1 (1 WouldChange). This was a dry run; add --commit to commit.", _quickstart.Output);
    }

    [Fact]
    public async Task With_commit_the_device_is_changed()
    {
        var device = _quickstart.AddDevice("leaf1");
        Prepare("leaf1");

        var exitCode = await _quickstart.RunOnDevicesAsync("--commit");

        Assert.Equal(ExitCode.AllWell, exitCode);
        Assert.Contains("description from the folder", device.Startup);
        Assert.EndsWith($"Devices: 1 (1 Changed).{Environment.NewLine}", _quickstart.Output);
    }

    [Theory]
    [InlineData(ExitCode.BadInput)]
    [InlineData(ExitCode.AllWell, "--all")]
    [InlineData(ExitCode.AllWell, "--name", "leaf1")]
    public async Task A_commit_on_all_devices_of_an_inventory_wants_to_be_told_so(int expected, params string[] more)
    {
        var device = _quickstart.AddDevice("leaf1");
        _quickstart.AddDevice("leaf2");
        Prepare("leaf1", "leaf2");

        var exitCode = await _quickstart.RunOnDevicesAsync(["--commit", .. more]);

        Assert.Equal(expected, exitCode);
        Assert.Equal(expected == ExitCode.AllWell, device.Startup.Contains("description from the folder", StringComparison.Ordinal));
        Assert.Equal(expected == ExitCode.BadInput, _quickstart.Error.Contains("Give --all", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_environment_says_where_the_journal_is()
    {
        _quickstart.AddDevice("leaf1");
        Prepare("leaf1");
        _quickstart.Environment["PROVISION_STATE"] = Path.Combine(_quickstart.Folder.FullName, "state");

        await _quickstart.RunOnDevicesAsync();

        Assert.True(File.Exists(Path.Combine(_quickstart.Folder.FullName, "state", "journal.db")));
    }

    [Fact]
    public async Task A_merge_keeps_what_the_intended_config_does_not_mention()
    {
        var device = _quickstart.AddDevice("leaf1", "ntp server 192.0.2.99\n");
        Prepare("leaf1");

        await _quickstart.RunOnDevicesAsync("--commit");

        Assert.Contains("ntp server 192.0.2.99", device.Running);
    }

    [Fact]
    public async Task A_replace_drops_what_the_intended_config_does_not_mention()
    {
        var device = _quickstart.AddDevice("leaf1", "ntp server 192.0.2.99\n");
        Prepare("leaf1");

        var exitCode = await _quickstart.RunOnDevicesAsync("--commit", "--replace");

        Assert.Equal(ExitCode.AllWell, exitCode);
        Assert.DoesNotContain("ntp server", device.Running);
    }

    [Fact]
    public async Task Names_choose_the_devices_by_wildcards_and_may_be_repeated()
    {
        Prepare("leaf1", "leaf2", "spine1", "edge1");
        Array.ForEach(["leaf1", "leaf2", "spine1", "edge1"], name => _quickstart.AddDevice(name));

        await _quickstart.RunOnDevicesAsync("--name", "leaf*", "--name", "SPINE1");

        Assert.Equal(["leaf1", "leaf2", "spine1"], _quickstart.Output.Split('\n')
            .Where(line => line.Contains(": WouldChange", StringComparison.Ordinal)).Select(line => line.Split(':')[0]).Order());
    }

    [Fact]
    public async Task A_failed_device_ends_with_1_and_does_not_stop_the_others()
    {
        _quickstart.AddDevice("leaf1");
        var other = _quickstart.AddDevice("leaf2");
        Prepare("leaf1", "leaf2");
        _quickstart.WriteConfig("leaf1", "no such line\n");

        var exitCode = await _quickstart.RunOnDevicesAsync("--commit", "--all");

        Assert.Equal(ExitCode.SomeDeviceFailed, exitCode);
        Assert.Contains("leaf1: Failed (device state: Untouched", _quickstart.Output);
        Assert.Contains("stopped at Load: PRV5001 LoadRejected: ", _quickstart.Output);
        Assert.Contains("description from the folder", other.Running);
        Assert.Contains("Devices: 2 (1 Changed, 1 Failed)", _quickstart.Output);
    }

    [Theory]
    [InlineData("PRV3101", null)]
    [InlineData("PRV3102", "! nothing but a comment\n")]
    [InlineData("PRV3103", "hostname {{ name }}\n")]
    public async Task An_unusable_intended_config_is_the_failure_of_its_device(string code, string? intended)
    {
        _quickstart.WriteInventory("leaf1");
        _quickstart.Write(Path.Combine("configs", "README.md"), "");
        if (intended is not null)
        {
            _quickstart.WriteConfig("leaf1", intended);
        }

        var exitCode = await _quickstart.RunOnDevicesAsync();

        Assert.Equal((ExitCode.SomeDeviceFailed, 0), (exitCode, _quickstart.Transport.Connections));
        Assert.Contains(code, _quickstart.Output);
    }

    [Fact]
    public async Task An_unknown_platform_is_the_failure_of_its_device()
    {
        Prepare("leaf1");
        _quickstart.Write("devices.yaml", "- name: leaf1\n  address: leaf1\n  platform: arista_eso\n");

        var exitCode = await _quickstart.RunOnDevicesAsync();

        Assert.Equal((ExitCode.SomeDeviceFailed, 0), (exitCode, _quickstart.Transport.Connections));
        Assert.Contains("PRV2002", _quickstart.Output);
    }

    [Fact]
    public async Task A_device_that_nothing_answers_for_over_ssh_is_unreachable()
    {
        // Taken, so that no other test's server gets it.
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _quickstart.UsesLab = false;
        Prepare("leaf1");
        _quickstart.Write("devices.yaml", $"- name: leaf1\n  address: 127.0.0.1\n  port: {((IPEndPoint)silent.LocalEndPoint!).Port}\n  platform: arista_eos\n");

        var exitCode = await _quickstart.RunOnDevicesAsync("--known-hosts", _quickstart.Write("known_hosts", ""));

        Assert.Equal(ExitCode.SomeDeviceFailed, exitCode);
        Assert.Contains("stopped at Open: PRV4001 Unreachable: ", _quickstart.Output);
    }

    [Theory]
    [InlineData(ProvisionOutcome.Unchanged, ExitCode.AllWell)]
    [InlineData(ProvisionOutcome.WouldChange, ExitCode.AllWell)]
    [InlineData(ProvisionOutcome.Changed, ExitCode.AllWell)]
    [InlineData(ProvisionOutcome.RolledBack, ExitCode.SomeDeviceFailed)]
    [InlineData(ProvisionOutcome.Failed, ExitCode.SomeDeviceFailed)]
    [InlineData(ProvisionOutcome.Skipped, ExitCode.SomeDeviceFailed)]
    public async Task Each_outcome_has_its_exit_code(ProvisionOutcome outcome, int expected)
    {
        Prepare("leaf1");
        _quickstart.Services = services => services.AddSingleton<IProvisioner>(new FixedProvisioner(outcome));

        Assert.Equal(expected, await _quickstart.RunOnDevicesAsync("--commit"));
    }

    [Fact]
    public async Task A_cancelled_run_still_reports_every_device()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        string[] names = [.. Enumerable.Range(1, 30).Select(number => $"leaf{number}")];
        Prepare(names);
        _quickstart.Transport.BeforeConnect = source.Cancel;

        var exitCode = await _quickstart.RunUntilAsync(
            source.Token, "--inventory", _quickstart.WriteInventory(names), "--configs", _quickstart.Configs);

        Assert.Equal(ExitCode.SomeDeviceFailed, exitCode);
        Assert.Contains("Devices: 30 (", _quickstart.Output);
        Assert.Contains("PRV9001", _quickstart.Output);
        Assert.StartsWith("Cancelling.", _quickstart.Error);
    }

    private void Prepare(params string[] names)
    {
        _quickstart.WriteInventory(names);
        Array.ForEach(names, name => _quickstart.WriteConfig(name, $"hostname {name}\n{Intended}"));
    }
}
