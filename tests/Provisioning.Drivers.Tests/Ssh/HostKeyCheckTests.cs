using Provisioning.Drivers.Ssh;
using Provisioning.Errors;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Ssh;

public sealed class HostKeyCheckTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_key_is_refused_with_what_to_add()
    {
        await using var lab = await SshLab.StartAsync();
        var knownHosts = Path.Combine(lab.Server.Folder, "none");
        var error = await RefusedAsync(lab, lab.Transport(knownHosts));
        Assert.Equal(ErrorCode.HostKeyUnknown, error.Code);
        Assert.Contains($"{lab.Server.KnownHostsName} {lab.Server.HostKeys["ed25519"]}", error.Message);
        Assert.Contains(Fingerprint(lab), error.Message);
        Assert.Contains($"{knownHosts}, a file that does not exist", error.Message);
    }

    [Fact]
    public async Task An_unknown_key_is_refused_before_the_password_is_sent()
    {
        await using var lab = await SshLab.StartAsync();
        await RefusedAsync(lab, lab.Transport(Path.Combine(lab.Server.Folder, "none")));
        Assert.DoesNotContain(lab.User.Name, lab.Server.Log);
    }

    [Theory]
    [InlineData(HostKeyPolicy.Strict)]
    [InlineData(HostKeyPolicy.TrustOnFirstUse)]
    public async Task A_changed_key_is_refused_with_its_line(HostKeyPolicy policy)
    {
        await using var lab = await SshLab.StartAsync();
        var knownHosts = lab.Server.WriteKnownHosts();
        var other = SshKeyPair.Create(Path.Combine(lab.Server.Folder, "other"));
        await File.WriteAllTextAsync(knownHosts, $"# comment\n{lab.Server.KnownHostsName} {other.PublicKey}\n", Cancel);
        var error = await RefusedAsync(lab, lab.Transport(knownHosts, policy));
        Assert.Equal(ErrorCode.HostKeyChanged, error.Code);
        Assert.Contains($"line 2 of {knownHosts}", error.Message);
    }

    [Theory]
    [InlineData(HostKeyPolicy.Strict)]
    [InlineData(HostKeyPolicy.TrustOnFirstUse)]
    public async Task A_revoked_key_is_refused(HostKeyPolicy policy)
    {
        await using var lab = await SshLab.StartAsync();
        var knownHosts = lab.Server.WriteKnownHosts();
        await File.AppendAllTextAsync(knownHosts, $"@revoked * {lab.Server.HostKeys["ed25519"]}\n", Cancel);
        var error = await RefusedAsync(lab, lab.Transport(knownHosts, policy));
        Assert.Equal(ErrorCode.HostKeyChanged, error.Code);
        Assert.Contains("revoked", error.Message);
    }

    [Fact]
    public async Task Hashed_names_of_ssh_keygen_are_understood()
    {
        await using var lab = await SshLab.StartAsync();
        var knownHosts = lab.Server.WriteKnownHosts();
        CommandLine.Run(Requirement.PathOf("ssh-keygen")!, ["-q", "-H", "-f", knownHosts]);
        Assert.StartsWith("|1|", await File.ReadAllTextAsync(knownHosts, Cancel));
        await using var connection = await lab.Transport(knownHosts).ConnectAsync(lab.Context(), Cancel);
    }

    [Fact]
    public async Task Trust_on_first_use_remembers_and_then_checks()
    {
        await using var lab = await SshLab.StartAsync();
        await using var other = await SshServer.StartAsync(SshLab.Quick, Cancel);
        await using var relay = TcpRelay.Start(lab.Server.Address, lab.Server.Port);
        var (knownHosts, context) = (Path.Combine(lab.Server.Folder, "new", "known_hosts"), lab.Context(lab.Device with { Port = relay.Port }));
        await using (await lab.Transport(knownHosts, HostKeyPolicy.TrustOnFirstUse).ConnectAsync(context, Cancel))
        {
        }

        Assert.Equal($"[127.0.0.1]:{relay.Port} {lab.Server.HostKeys["ed25519"]}\n", await File.ReadAllTextAsync(knownHosts, Cancel));
        relay.LeadTo(other.Address, other.Port);
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => lab.Transport(knownHosts, HostKeyPolicy.TrustOnFirstUse).ConnectAsync(context, Cancel));
        Assert.Equal(ErrorCode.HostKeyChanged, error.Code);
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    public async Task The_key_type_that_is_known_is_asked_for(string type)
    {
        await using var lab = await SshLab.StartAsync(new SshServerOptions());
        await using var connection = await lab.Transport(lab.Server.WriteKnownHosts(null, type)).ConnectAsync(lab.Context(), Cancel);
        Assert.True((await connection.ExecuteAsync("true", null, Cancel)).Succeeded);
    }

    [Fact]
    public async Task An_unreadable_file_is_not_an_empty_one()
    {
        await using var lab = await SshLab.StartAsync();
        var error = await RefusedAsync(lab, lab.Transport(lab.Server.Folder, HostKeyPolicy.TrustOnFirstUse));
        Assert.Equal(ErrorCode.KnownHostsUnusable, error.Code);
    }

    private static Task<ConnectionException> RefusedAsync(SshLab lab, SshTransport transport) =>
        Assert.ThrowsAsync<ConnectionException>(() => transport.ConnectAsync(lab.Context(), Cancel));

    private static string Fingerprint(SshLab lab) =>
        CommandLine.Run(Requirement.PathOf("ssh-keygen")!, ["-l", "-f", Path.Combine(lab.Server.Folder, "host_ed25519.pub")]).Split(' ')[1];
}
