namespace Provisioning.Quickstart.Tests;

public sealed class QuickstartCommandTests : IDisposable
{
    private readonly QuickstartFixture _quickstart = new();

    public void Dispose() => _quickstart.Dispose();

    [Theory]
    [InlineData("--inventory needs --configs", "--inventory", "devices.yaml")]
    [InlineData("--configs needs --inventory", "--configs", "configs")]
    [InlineData("--commit needs --inventory", "--commit")]
    [InlineData("--known-hosts needs --inventory", "--known-hosts", "file")]
    [InlineData("--state needs --inventory", "--state", "folder")]
    [InlineData("--confirm-timeout needs --inventory", "--confirm-timeout", "60")]
    [InlineData("--confirm-timeout is 0", "--inventory", "devices.yaml", "--configs", "configs", "--confirm-timeout", "0")]
    [InlineData("--confirm-timeout is -5", "--inventory", "devices.yaml", "--configs", "configs", "--confirm-timeout", "-5")]
    [InlineData("'soon'", "--inventory", "devices.yaml", "--configs", "configs", "--confirm-timeout", "soon")]
    [InlineData("'--comit'", "--comit")]
    [InlineData("'extra'", "extra")]
    [InlineData("--inventory is empty", "--inventory", "", "--configs", "configs")]
    [InlineData("'--name'", "--inventory", "devices.yaml", "--configs", "configs", "--commit", "--name")]
    public async Task An_unusable_command_line_ends_with_2_and_says_why(string complaint, params string[] args)
    {
        var exitCode = await _quickstart.RunAsync(args);

        Assert.Equal((ExitCode.BadInput, ""), (exitCode, _quickstart.Output));
        Assert.Contains(complaint, _quickstart.Error);
    }

    [Theory]
    [InlineData("--inventory")]
    [InlineData("--configs")]
    [InlineData("--name")]
    [InlineData("--commit")]
    [InlineData("--replace")]
    [InlineData("--confirm-timeout")]
    [InlineData("--known-hosts")]
    [InlineData("--state")]
    [InlineData("--trust-on-first-use")]
    [InlineData("--verbose")]
    [InlineData("PROVISION_USERNAME")]
    [InlineData("PROVISION_PASSWORD")]
    [InlineData("PROVISION_KEY_FILE")]
    [InlineData("PROVISION_KEY_PASSPHRASE")]
    public async Task The_help_names_every_option_and_variable(string name)
    {
        var exitCode = await _quickstart.RunAsync("--help");

        Assert.Equal(ExitCode.AllWell, exitCode);
        Assert.Contains(name, _quickstart.Output);
    }
}
