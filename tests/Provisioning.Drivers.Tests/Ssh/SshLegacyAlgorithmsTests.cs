using Provisioning.Drivers.Ssh;
using Provisioning.Errors;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Ssh;

public sealed class SshLegacyAlgorithmsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> OldServers => new(
        "KexAlgorithms diffie-hellman-group1-sha1",
        "KexAlgorithms diffie-hellman-group14-sha1",
        "KexAlgorithms diffie-hellman-group-exchange-sha1",
        "Ciphers aes128-cbc",
        "Ciphers 3des-cbc",
        "MACs hmac-sha1\nCiphers aes128-ctr",
        "MACs hmac-sha1-etm@openssh.com\nCiphers aes128-ctr",
        "HostKeyAlgorithms ssh-rsa");

    [Theory]
    [MemberData(nameof(OldServers))]
    public async Task A_server_with_old_algorithms_is_refused(string line)
    {
        await using var lab = await StartAsync(line);
        var error = await Assert.ThrowsAsync<ConnectionException>(() => lab.ConnectAsync());
        Assert.Equal(ErrorCode.AlgorithmMismatch, error.Code);
        Assert.Contains(line.Split(' ', '\n')[1], error.Message);
        Assert.Contains("ssh_legacy_algorithms", error.Message);
    }

    [Theory]
    [MemberData(nameof(OldServers))]
    public async Task A_device_may_be_allowed_old_algorithms(string line)
    {
        await using var lab = await StartAsync(line);
        var device = lab.Device with { Options = new Dictionary<string, string> { [SshDeviceOptions.LegacyKey] = "true" } };
        await using var connection = await lab.Transport().ConnectAsync(lab.Context(device), Cancel);
        Assert.True((await connection.ExecuteAsync("true", null, Cancel)).Succeeded);
    }

    private static Task<SshLab> StartAsync(string line) =>
        SshLab.StartAsync(new SshServerOptions { HostKeyTypes = ["rsa"], Lines = line.Split('\n') });
}
