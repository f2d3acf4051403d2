using Provisioning.Credentials;
using Provisioning.Errors;
using Provisioning.Inventories;
using Provisioning.Sources.Credentials;

namespace Provisioning.Sources.Tests.Credentials;

public sealed class EnvironmentCredentialSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string?> _variables = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_variable_has_its_place()
    {
        var key = _folder.Write("id", "key");
        Set(("USERNAME", "alice"), ("PASSWORD", "p"), ("KEY_FILE", key), ("KEY_PASSPHRASE", "k"), ("ENABLE_PASSWORD", "e"));

        var credential = await GetAsync();

        Assert.Equal(
            ("alice", "p", key, "k", "e"),
            (credential.Username, credential.Password?.Reveal(), credential.KeyFile, credential.KeyPassphrase?.Reveal(),
                credential.EnablePassword?.Reveal()));
    }

    [Fact]
    public async Task A_password_is_enough()
    {
        Set(("USERNAME", "alice"), ("PASSWORD", "p"), ("KEY_FILE", ""), ("KEY_PASSPHRASE", ""));

        var credential = await GetAsync();

        Assert.Equal(("p", null, null), (credential.Password?.Reveal(), credential.KeyFile, credential.KeyPassphrase));
    }

    [Fact]
    public async Task A_key_file_is_enough()
    {
        Set(("USERNAME", "alice"), ("KEY_FILE", _folder.Write("id", "key")));

        Assert.Null((await GetAsync()).Password);
    }

    [Fact]
    public async Task Variables_are_read_at_the_moment_of_use()
    {
        var source = Source();
        Set(("USERNAME", "alice"), ("PASSWORD", "old"));
        await source.GetAsync(new() { Name = "r1" }, TestContext.Current.CancellationToken);

        Set(("PASSWORD", "new"));

        var credential = await source.GetAsync(new() { Name = "r1" }, TestContext.Current.CancellationToken);
        Assert.Equal("new", credential.Password?.Reveal());
    }

    [Theory]
    [InlineData(null, null, "PROVISION_USERNAME, and PROVISION_PASSWORD or PROVISION_KEY_FILE")]
    [InlineData("", "p", "PROVISION_USERNAME")]
    [InlineData("alice", "", "PROVISION_PASSWORD or PROVISION_KEY_FILE")]
    public async Task What_is_not_set_is_named(string? username, string? password, string variables)
    {
        Set(("USERNAME", username), ("PASSWORD", password));

        await AssertRefusedAsync(ErrorCode.CredentialsMissing, $"There are no credentials: set the environment variable {variables}.");
    }

    [Fact]
    public async Task A_key_file_that_does_not_exist_is_named()
    {
        var path = Path.Combine(_folder.Path, "none");
        Set(("USERNAME", "alice"), ("PASSWORD", "p"), ("KEY_FILE", path));

        await AssertRefusedAsync(
            ErrorCode.CredentialsUnusable,
            $"The environment variable PROVISION_KEY_FILE names the key file '{path}', which does not exist; check the path.");
    }

    [Fact]
    public async Task A_tilde_is_the_users_home()
    {
        Set(("USERNAME", "alice"), ("KEY_FILE", "~/no-such-key-file"));

        var error = await Assert.ThrowsAsync<CredentialException>(GetAsync);

        Assert.Contains(
            Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "no-such-key-file"), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----hunter2")]
    [InlineData("hunter2\nhunter2")]
    public async Task A_key_in_place_of_its_path_is_not_repeated(string value)
    {
        Set(("USERNAME", "alice"), ("KEY_FILE", value));

        await AssertRefusedAsync(
            ErrorCode.CredentialsUnusable,
            "The environment variable PROVISION_KEY_FILE does not hold a path; store the key in a file and set the variable to the file's path.");
    }

    private void Set(params (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
            _variables["PROVISION_" + name] = value;
    }

    private EnvironmentCredentialSource Source() => new(name => _variables.GetValueOrDefault(name));

    private async Task<DeviceCredential> GetAsync() =>
        await Source().GetAsync(new Device { Name = "r1" }, TestContext.Current.CancellationToken);

    private async Task AssertRefusedAsync(ErrorCode code, string message)
    {
        var error = await Assert.ThrowsAsync<CredentialException>(GetAsync);
        Assert.Equal((code, message), (error.Code, error.Message));
    }
}
