using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Provisioning.Quickstart.Tests.Fakes;

namespace Provisioning.Quickstart.Tests;

/// <summary>Distinctive secrets in the environment and in configs are in no output and no log line.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Passphrase = "Walnut-Echo-77";
    private const string OldCommunity = "Pewter-Finch-03";
    private const string NewCommunity = "Saffron-Gull-58";

    private readonly QuickstartFixture _quickstart = new();
    private readonly LogCollector _log = new();

    public SecretTests()
    {
        _quickstart.Environment["PROVISION_KEY_PASSPHRASE"] = Passphrase;
        _quickstart.Services = services => services.AddLogging(logging => logging.AddProvider(_log));
        _quickstart.AddDevice("leaf1", $"snmp-server community {OldCommunity} ro\n");
        _quickstart.WriteInventory("leaf1");
    }

    private string Everything => _quickstart.Output + _quickstart.Error + string.Join('\n', _log.Lines);

    public void Dispose()
    {
        _quickstart.Dispose();
        _log.Dispose();
    }

    [Theory]
    [InlineData("--replace")]
    [InlineData("--replace", "--commit")]
    public async Task A_run_that_succeeds(params string[] options)
    {
        _quickstart.WriteConfig("leaf1", $"hostname leaf1\nsnmp-server community {NewCommunity} ro\nsnmp-server contact {QuickstartFixture.Password}\n");

        var exitCode = await _quickstart.RunOnDevicesAsync([.. options, "--verbose"]);

        Assert.Equal(ExitCode.AllWell, exitCode);
        Assert.Contains(_log.Lines, line => line.Contains("loaded; diff", StringComparison.Ordinal));
        AssertNoSecret();
    }

    [Fact]
    public async Task A_run_that_the_device_rejects()
    {
        _quickstart.WriteConfig("leaf1", $"hostname leaf1\nsnmp-server community {NewCommunity} nonsense {QuickstartFixture.Password}\n");

        var exitCode = await _quickstart.RunOnDevicesAsync("--verbose");

        Assert.Equal(ExitCode.SomeDeviceFailed, exitCode);
        AssertNoSecret();
    }

    private void AssertNoSecret() => Assert.All(
        [QuickstartFixture.Password, Passphrase, OldCommunity, NewCommunity],
        secret => Assert.DoesNotContain(secret, Everything, StringComparison.OrdinalIgnoreCase));
}
