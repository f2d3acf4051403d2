using Provisioning.Module.Tests.Folders;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Module.Tests.Devices;

/// <summary>The built module, in its own load context, on a real BIRD over SSH.</summary>
public sealed class RealDeviceTests : IAsyncLifetime
{
    private const string Before = "router id 192.0.2.1;\nprotocol device {}\n";
    private const string Intended = $"{Before}protocol static upstream {{ ipv4; route 198.51.100.0/24 blackhole; }}\n";
    private const string Show = " | ForEach-Object { \"$($_.Outcome) $($_.DeviceState)\"; $_.Diff.Text }";
    private const string Provision = "Get-Device bird1 -InventoryPath inv.yaml | Invoke-DeviceProvision -ConfigPath . -Replace -KnownHostsPath known_hosts";
    private readonly string _folder = Directory.CreateTempSubdirectory("provisioning-real-").FullName;
    private BirdDaemon? _daemon;
    private SystemUser? _user;
    private SshServer? _server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Requirement.Need(Requirement.Sshd, Requirement.SshKeygen, Requirement.Root, Requirement.Bird, Requirement.Ip);
        try
        {
            await StartAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    [Fact]
    public async Task A_dry_run_gives_the_diff_and_leaves_the_router_alone()
    {
        var lines = await RunAsync(Provision + Show);
        Assert.Contains("output: WouldChange Untouched", lines);
        Assert.Contains(lines, line => line.StartsWith("+protocol static upstream", StringComparison.Ordinal));
        Assert.Equal((Before, 0), (await _daemon!.StartupAsync(Cancel), await _daemon.ChangeCounterAsync(Cancel)));
    }

    [Fact]
    public async Task A_commit_changes_the_router()
    {
        Assert.Contains("output: Changed Committed", await RunAsync($"{Provision} -Commit -Confirm:$false" + Show));
        Assert.Equal(Intended, await _daemon!.StartupAsync(Cancel));
    }

    [Fact]
    public async Task An_unknown_host_key_is_refused()
    {
        Write("known_hosts", "");
        var lines = await RunAsync(Provision + Show);
        Assert.Contains("output: Failed Untouched", lines);
        Assert.Contains(lines, line => line.StartsWith("error: PRV4002,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TrustOnFirstUse_accepts_a_first_contact_and_writes_the_key_down()
    {
        Write("known_hosts", "");
        Assert.Contains("output: WouldChange Untouched", await RunAsync($"{Provision} -TrustOnFirstUse" + Show));
        Assert.NotEmpty(await File.ReadAllTextAsync(Path.Combine(_folder, "known_hosts"), Cancel));
    }

    [Fact]
    public async Task Configs_are_read() =>
        Assert.Contains(
            "output: Startup router id 192.0.2.1;",
            await RunAsync("Get-DeviceConfig bird1 -InventoryPath inv.yaml -Store Startup -KnownHostsPath known_hosts | ForEach-Object { \"$($_.Store) $($_.Text)\" }"));

    public async ValueTask DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? default);
        _user?.Dispose();
        await (_daemon?.DisposeAsync() ?? default);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync()
    {
        _daemon = await BirdDaemon.StartAsync(Before, Cancel);
        _user = SystemUser.Create(groups: [.. BirdDaemon.LoginGroups]);

        // Debian has birdc where a login that is not root does not look for it.
        _server = await SshServer.StartAsync(new() { HostKeyTypes = ["ed25519"], Lines = ["SetEnv PATH=/usr/sbin:/usr/bin:/sbin:/bin"] }, Cancel);
        Write("inv.yaml", $"- name: bird1\n  address: {_server.Address}\n  port: {_server.Port}\n  platform: bird\n  options: {{ bird_config: {_daemon.ConfigFile}, bird_socket: {_daemon.Socket} }}\n");
        Write("bird1.conf", Intended);
        File.Copy(_server.WriteKnownHosts(), Path.Combine(_folder, "known_hosts"));
    }

    private Task<IReadOnlyList<string>> RunAsync(string script) => IsolatedSession.RunAsync(
        _folder, script, ("PROVISION_USERNAME", _user!.Name), ("PROVISION_PASSWORD", _user.Password));

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);
}
