using Provisioning.Credentials;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Ssh;

public sealed class SshLoginTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prvtest-keys-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_password_logs_in()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        Assert.Equal(lab.User.Name, await WhoAmI(connection));
    }

    [Fact]
    public async Task Keyboard_interactive_logs_in_where_passwords_are_not_allowed()
    {
        await using var lab = await SshLab.StartAsync(SshLab.Quick with { KeyboardInteractive = true, PasswordAuthentication = false });
        await using var connection = await lab.ConnectAsync();
        Assert.Equal(lab.User.Name, await WhoAmI(connection));
        await lab.Server.LoggedAsync("Accepted keyboard-interactive/pam");
    }

    [Theory]
    [InlineData("ed25519", null)]
    [InlineData("ed25519", "open sesame")]
    [InlineData("rsa", null)]
    [InlineData("ecdsa", "open sesame")]
    public async Task A_key_file_logs_in(string type, string? passphrase)
    {
        var key = SshKeyPair.Create(Path.Combine(_folder, "key"), type, passphrase ?? "");
        await using var lab = await SshLab.StartAsync(SshLab.Quick with { AuthorizedKeys = [key.PublicKey], PasswordAuthentication = false });
        await using var connection = await lab.ConnectAsync(WithKey(lab, key, passphrase));
        Assert.Equal(lab.User.Name, await WhoAmI(connection));
    }

    [Fact]
    public async Task A_key_that_is_refused_is_followed_by_the_password()
    {
        var key = SshKeyPair.Create(Path.Combine(_folder, "key"));
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync(lab.Credential with { KeyFile = key.Path });
        Assert.Equal(lab.User.Name, await WhoAmI(connection));
    }

    [Fact]
    public async Task A_server_that_wants_a_key_and_a_password_gets_both()
    {
        var key = SshKeyPair.Create(Path.Combine(_folder, "key"));
        await using var lab = await SshLab.StartAsync(
            SshLab.Quick with { AuthorizedKeys = [key.PublicKey], Lines = ["AuthenticationMethods publickey,password"] });
        await using var connection = await lab.ConnectAsync(lab.Credential with { KeyFile = key.Path });
        Assert.Equal(lab.User.Name, await WhoAmI(connection));
    }

    [Fact]
    public async Task A_wrong_password_says_who_and_how_but_not_the_password()
    {
        await using var lab = await SshLab.StartAsync();
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => lab.ConnectAsync(lab.Credential with { Password = new Secret("wrong-secret") }));
        Assert.Equal(ErrorCode.AuthenticationFailed, error.Code);
        Assert.Contains($"user '{lab.User.Name}'", error.Message);
        Assert.Contains("Tried: password", error.Message);
        Assert.DoesNotContain("wrong-secret", error.ToString());
    }

    [Fact]
    public async Task Too_many_tries_are_an_authentication_failure()
    {
        var key = SshKeyPair.Create(Path.Combine(_folder, "key"), "rsa");
        await using var lab = await SshLab.StartAsync(SshLab.Quick with { MaxAuthTries = 1 });
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => lab.ConnectAsync(lab.Credential with { KeyFile = key.Path, Password = new Secret("wrong-secret") }));
        Assert.Equal(ErrorCode.AuthenticationFailed, error.Code);
    }

    [Fact]
    public async Task A_wrong_passphrase_is_found_before_connecting()
    {
        var key = SshKeyPair.Create(Path.Combine(_folder, "key"), passphrase: "open sesame");
        await using var lab = await SshLab.StartAsync();
        var error = await Assert.ThrowsAsync<CredentialException>(() => lab.ConnectAsync(WithKey(lab, key, "wrong-secret")));
        Assert.Equal(ErrorCode.CredentialsUnusable, error.Code);
        Assert.DoesNotContain("wrong-secret", error.ToString());
        Assert.DoesNotContain("Connection from", lab.Server.Log);
    }

    [Fact]
    public async Task A_missing_passphrase_is_found_before_connecting()
    {
        var key = SshKeyPair.Create(Path.Combine(_folder, "key"), passphrase: "open sesame");
        await using var lab = await SshLab.StartAsync();
        var error = await Assert.ThrowsAsync<CredentialException>(() => lab.ConnectAsync(WithKey(lab, key, null)));
        Assert.Contains("needs a passphrase", error.Message);
    }

    [Fact]
    public async Task A_missing_key_file_is_named()
    {
        await using var lab = await SshLab.StartAsync();
        var path = Path.Combine(_folder, "nowhere");
        var error = await Assert.ThrowsAsync<CredentialException>(() => lab.ConnectAsync(WithKey(lab, new(path), null)));
        Assert.Contains(path, error.Message);
    }

    [Fact]
    public async Task A_closed_port_is_unreachable()
    {
        await using var lab = await SshLab.StartAsync();
        await using var relay = TcpRelay.Start(lab.Server.Address, lab.Server.Port);
        relay.RefuseNew();
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => lab.Transport().ConnectAsync(lab.Context(lab.Device with { Port = relay.Port }), Cancel));
        Assert.Equal(ErrorCode.Unreachable, error.Code);
    }

    [Fact]
    public async Task A_server_that_stops_answering_times_out()
    {
        await using var lab = await SshLab.StartAsync();
        await using var relay = TcpRelay.Start(lab.Server.Address, lab.Server.Port);
        relay.ToClient.Hold();
        var context = lab.Context(lab.Device with { Port = relay.Port }) with { Timeouts = new() { Connect = TimeSpan.FromMilliseconds(300) } };
        var error = await Assert.ThrowsAsync<ConnectionException>(() => lab.Transport().ConnectAsync(context, Cancel));
        Assert.Equal(ErrorCode.Unreachable, error.Code);
    }

    [Fact]
    public async Task Cancelling_a_login_returns_at_once()
    {
        await using var lab = await SshLab.StartAsync();
        await using var relay = TcpRelay.Start(lab.Server.Address, lab.Server.Port);
        relay.ToClient.Hold();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var connecting = lab.Transport().ConnectAsync(lab.Context(lab.Device with { Port = relay.Port }), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }

    private static DeviceCredential WithKey(SshLab lab, SshKeyPair key, string? passphrase) => new()
    {
        Username = lab.User.Name,
        KeyFile = key.Path,
        KeyPassphrase = passphrase is null ? null : new Secret(passphrase),
    };

    private static async Task<string> WhoAmI(IDeviceConnection connection) =>
        (await connection.ExecuteAsync("id -un", null, Cancel)).Output.Trim();
}
