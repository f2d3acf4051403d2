using System.Text.Json;
using Microsoft.Extensions.Logging;
using Provisioning.Credentials;
using Provisioning.Errors;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;
using Renci.SshNet;

namespace Provisioning.Drivers.Tests.Platforms;

/// <summary>Distinctive secrets in the credential and in configs are in no log line and in nothing of a result, however a run ends.</summary>
public sealed class SecretScenarioTests
{
    private const string Passphrase = "Passphrase-Heron-61";
    private const string EnablePassword = "Enable-Falcon-17";
    private const string WrongPassword = "Wrong-Badger-29";
    private const string First = "Config-Lynx-83";
    private const string Second = "Config-Otter-45";
    private const string InRejected = "Rejected-Viper-07";

    // SSH.NET has one log for the whole process, so it gets one that outlives every test.
    private static readonly LogRecorder SshLog = new();

    private static readonly string[] Secrets = [Passphrase, EnablePassword, WrongPassword, First, Second, InRejected, "initial-Secret9"];

    static SecretScenarioTests() => SshNetLoggingConfiguration.InitializeLogging(
        LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(SshLog)));

    [Theory]
    [InlineData("frr", true)]
    [InlineData("frr", false)]
    [InlineData("bird", true)]
    [InlineData("bird", false)]
    public async Task A_run_that_succeeds(string platform, bool dryRun)
    {
        await using var bed = await SshBeds.StartAsync(platform);

        var result = await RunAsync(bed, Good(platform), new() { DryRun = dryRun, ReplaceConfig = platform == "bird" });

        Assert.True(result.Succeeded, $"{result.Error}");
    }

    /// <summary>Both the old and the new secret are in the device's own diff.</summary>
    [Fact]
    public async Task A_replacement_that_changes_a_secret()
    {
        await using var bed = await FrrBed.StartAsync();

        var result = await RunAsync(bed, FrrBed.Initial.Replace("initial-Secret9", First), new() { DryRun = false, ReplaceConfig = true });

        Ended.As(result, ProvisionOutcome.Changed, DeviceState.Committed);
    }

    [Theory]
    [InlineData("frr", "router bgp 65000\n neighbor 10.0.0.2 password " + InRejected + " bogus\nexit\n")]
    [InlineData("frr", "password " + InRejected + " bogus\n")]
    [InlineData("bird", BirdBed.Initial + "protocol bgp peer { local as 65000; neighbor 10.0.0.2 as 65001; ipv4 { import none; export none; }; password \"" + InRejected + "\" bogus; }\n")]
    public async Task A_run_whose_config_is_rejected(string platform, string config)
    {
        await using var bed = await SshBeds.StartAsync(platform);

        var result = await RunAsync(bed, config, new() { DryRun = false, ReplaceConfig = platform == "bird" });

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.LoadRejected);
    }

    /// <summary>What remains different is shown in the message; bgpd has no such neighbor, and isisd does not run.</summary>
    [Theory]
    [InlineData("router bgp 65000\n neighbor NOSUCH password " + InRejected + "\nexit\n")]
    [InlineData("router isis core\n area-password clear " + InRejected + "\nexit\n")]
    public async Task A_run_that_is_rolled_back(string more)
    {
        await using var bed = await FrrBed.StartAsync();

        var result = await RunAsync(bed, $"enable password {Second}\n{more}", new() { DryRun = false });

        Assert.True(result.Outcome == ProvisionOutcome.RolledBack, $"{result.DeviceState} {result.Error}");
    }

    [Theory]
    [InlineData("frr")]
    [InlineData("bird")]
    public async Task A_wrong_password(string platform)
    {
        await using var bed = await SshBeds.StartAsync(platform);

        var result = await RunAsync(bed, Good(platform), new() { ReplaceConfig = platform == "bird" }, WrongPassword);

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.AuthenticationFailed);
    }

    [Fact]
    public async Task A_device_that_cannot_be_reached()
    {
        await using var bed = await FrrBed.StartAsync();
        bed.CutNow();

        var result = await RunAsync(bed, Good("frr"), new());

        Ended.As(result, ProvisionOutcome.Failed, DeviceState.Untouched, ErrorCode.Unreachable);
    }

    private static string Good(string platform) => platform == "frr"
        ? $"password {First}\nenable password {Second}\nrouter bgp 65000\n neighbor 10.0.0.2 password {Second}\nexit\n"
        : BirdBed.Initial + $"protocol bgp peer {{ local as 65000; neighbor 10.0.0.2 as 65001; ipv4 {{ import none; export none; }}; password \"{First}\"; }}\n"
            + $"protocol bgp second {{ disabled; local as 65000; neighbor 10.0.0.3 as 65001; ipv4 {{ import none; export none; }}; password \"{Second}\"; }}\n";

    /// <summary>Runs it with everything that can be logged, and searches that.</summary>
    private static async Task<ProvisionResult> RunAsync(SshBed bed, string config, ProvisionOptions options, string? password = null)
    {
        var key = SshKeyPair.Create(Path.Combine(bed.Server.Folder, "user"), passphrase: Passphrase);
        var credential = bed.Credential with
        {
            Password = password is null ? bed.Credential.Password : new(password),
            KeyFile = key.Path,
            KeyPassphrase = new(Passphrase),
            EnablePassword = new(EnablePassword),
        };
        await using var engine = new BedEngine(bed, config, credential);

        var result = await engine.RunAsync(options);

        var seen = $"{engine.Log.Text}\n{SshLog.Text}\n{result}\n{result.Error}\n{result.Diff?.Text}\n{result.AppliedDiff?.Text}\n{JsonSerializer.Serialize(result)}\n{credential}";
        Assert.NotEmpty(SshLog.Lines);
        Assert.Contains(engine.Log.Lines, line => line.Id.Id == 1000);
        Assert.All([.. Secrets, bed.Credential.Password!.Reveal()], secret => Assert.DoesNotContain(secret, seen, StringComparison.OrdinalIgnoreCase));
        return result;
    }
}
