using Provisioning.TestKit.Daemons;

namespace Provisioning.Quickstart.Tests;

/// <summary>The program against a real sshd, up to the login, which is refused: how host keys are treated is seen before it.</summary>
public sealed class RealSshTests : IDisposable
{
    private readonly QuickstartFixture _quickstart = new() { UsesLab = false };

    public void Dispose() => _quickstart.Dispose();

    [Fact]
    public async Task An_unknown_host_key_is_refused()
    {
        await using var server = await StartAsync();

        var exitCode = await _quickstart.RunOnDevicesAsync("--known-hosts", _quickstart.Write("known_hosts", ""));

        Assert.Equal(ExitCode.SomeDeviceFailed, exitCode);
        Assert.Contains("PRV4002 HostKeyUnknown", _quickstart.Output);
    }

    [Fact]
    public async Task A_host_key_of_the_given_file_is_accepted()
    {
        await using var server = await StartAsync();

        await _quickstart.RunOnDevicesAsync("--known-hosts", server.WriteKnownHosts());

        Assert.Contains("PRV4004 AuthenticationFailed", _quickstart.Output);
    }

    [Fact]
    public async Task Trust_on_first_use_accepts_an_unknown_host_key_and_keeps_it()
    {
        await using var server = await StartAsync();
        var knownHosts = Path.Combine(_quickstart.Folder.FullName, "known_hosts");

        await _quickstart.RunOnDevicesAsync("--known-hosts", knownHosts, "--trust-on-first-use");

        Assert.Contains("PRV4004 AuthenticationFailed", _quickstart.Output);
        Assert.Contains(server.KnownHostsName, await File.ReadAllTextAsync(knownHosts, TestContext.Current.CancellationToken));
    }

    private async Task<SshServer> StartAsync()
    {
        var options = new SshServerOptions { HostKeyTypes = ["ed25519"] };
        var server = await SshServer.StartAsync(options, TestContext.Current.CancellationToken);
        _quickstart.Environment["PROVISION_USERNAME"] = "prvtest-nobody";
        _quickstart.WriteConfig("leaf1", "hostname leaf1\n");
        _quickstart.Write("devices.yaml", $"- name: leaf1\n  address: {server.Address}\n  port: {server.Port}\n  platform: arista_eos\n");
        return server;
    }
}
