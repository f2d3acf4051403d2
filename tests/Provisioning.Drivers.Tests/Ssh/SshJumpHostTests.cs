using NSubstitute;
using Provisioning.Credentials;
using Provisioning.Drivers.Ssh;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Ssh;

public sealed class SshJumpHostTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_device_is_reached_through_the_jump_host()
    {
        await using var lab = await SshLab.StartAsync();
        await using var jump = await StartJumpAsync(lab, forwarding: true);
        await using var connection = await lab.Transport(Known(lab, jump)).ConnectAsync(Context(lab, jump), Cancel);
        var result = await connection.ExecuteAsync("echo $SSH_CONNECTION", null, Cancel);
        Assert.EndsWith($" {lab.Server.Port}", result.Output.Trim());
        await jump.LoggedAsync("Accepted password");
    }

    [Fact]
    public async Task The_jump_host_has_its_own_credential()
    {
        await using var lab = await SshLab.StartAsync();
        await using var jump = await StartJumpAsync(lab, forwarding: true);
        var context = Context(lab, jump);
        await using var connection = await lab.Transport(Known(lab, jump)).ConnectAsync(context, Cancel);
        await context.CredentialSource.Received(1).GetAsync(
            Arg.Is<Device>(device => device!.Name == jump.Address && device.Address == jump.Address && device.Platform == null), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task The_jump_host_key_is_checked()
    {
        await using var lab = await SshLab.StartAsync();
        await using var jump = await StartJumpAsync(lab, forwarding: true);
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => lab.Transport(lab.Server.WriteKnownHosts()).ConnectAsync(Context(lab, jump), Cancel));
        Assert.Equal(ErrorCode.HostKeyUnknown, error.Code);
        Assert.StartsWith("Jump host", error.Message);
    }

    [Fact]
    public async Task The_device_key_is_checked_under_its_own_name()
    {
        await using var lab = await SshLab.StartAsync();
        await using var jump = await StartJumpAsync(lab, forwarding: true);
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => lab.Transport(jump.WriteKnownHosts()).ConnectAsync(Context(lab, jump), Cancel));
        Assert.Equal(ErrorCode.HostKeyUnknown, error.Code);
        Assert.StartsWith("Device 'leaf1'", error.Message);
        Assert.Contains($"{lab.Server.KnownHostsName} {lab.Server.HostKeys["ed25519"]}", error.Message);
    }

    [Fact]
    public async Task A_jump_host_that_does_not_forward_is_named()
    {
        await using var lab = await SshLab.StartAsync();
        await using var jump = await StartJumpAsync(lab, forwarding: false);
        var error = await Assert.ThrowsAsync<ConnectionException>(() => lab.Transport(Known(lab, jump)).ConnectAsync(Context(lab, jump), Cancel));
        Assert.Equal(ErrorCode.Unreachable, error.Code);
        Assert.StartsWith("Jump host", error.Message);
    }

    [Fact]
    public async Task Ten_devices_at_once_go_through_the_jump_host()
    {
        await using var lab = await SshLab.StartAsync();
        await using var jump = await StartJumpAsync(lab, forwarding: true);
        var transport = lab.Transport(Known(lab, jump));
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            await using var connection = await transport.ConnectAsync(Context(lab, jump), Cancel);
            return await connection.ExecuteAsync($"echo {number}", null, Cancel);
        }));
        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"{number}\n"), results.Select(result => result.Output));
    }

    private static Task<SshServer> StartJumpAsync(SshLab lab, bool forwarding)
    {
        Assert.NotNull(lab);
        return SshServer.StartAsync(SshLab.Quick with { AllowTcpForwarding = forwarding }, Cancel);
    }

    private static string Known(SshLab lab, SshServer jump)
    {
        var path = lab.Server.WriteKnownHosts();
        File.AppendAllText(path, File.ReadAllText(jump.WriteKnownHosts()));
        return path;
    }

    private static DeviceContext Context(SshLab lab, SshServer jump)
    {
        var options = new Dictionary<string, string> { [SshDeviceOptions.JumpHostKey] = $"{jump.Address}:{jump.Port}" };
        var source = Substitute.For<ICredentialSource>();
        source.GetAsync(Arg.Any<Device>(), Arg.Any<CancellationToken>()).Returns(lab.Credential);
        return lab.Context(lab.Device with { Options = options }) with { CredentialSource = source };
    }
}
