using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Changes;
using Provisioning.Drivers.Ssh;
using Provisioning.Errors;
using Provisioning.Module.Tests.Sessions;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Module.Tests;

/// <summary>The same change of a real router by each trigger.</summary>
public sealed class ThreeTriggersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_end_in_the_same_result_and_the_same_config()
    {
        var results = await Task.WhenAll(ByHostAsync(), ByHookAsync(), ByCmdletAsync());

        Assert.All(results, result => Assert.Equal(results[0], result));
        Assert.Equal((ProvisionOutcome.Changed, DeviceState.Committed), (results[0].Outcome, results[0].State));
        Assert.Contains("merged-a", results[0].Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_line_of_the_hosts_log_names_the_run()
    {
        await using var bed = await FrrBed.StartAsync();
        await using var engine = new BedEngine(bed);

        var result = await engine.RunAsync();

        Assert.All(engine.Log.Lines, line => Assert.Contains(line.Scopes, scope => scope.Contains($"RunId={result.RunId}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_hooks_log_holds_the_whole_run_between_its_own_first_and_last_lines()
    {
        await using var bed = await FrrBed.StartAsync();
        await using var engine = HookEngine(bed);

        var outcome = await HandleAsync(bed, engine);

        var lines = engine.Log.Lines.ToList();
        var run = lines.FindAll(line => line.Id.Id is >= 1000 and < 2000);
        Assert.Equal((3000, 3007), (lines[0].Id.Id, lines[^1].Id.Id));
        Assert.Equal((1000, 1011), (run[0].Id.Id, run[^1].Id.Id));
        Assert.All(run, line => Assert.Contains(line.Scopes, scope => scope.Contains($"RunId={outcome.Result!.RunId}", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.Contains(line.Scopes, scope => scope.Contains("request-77", StringComparison.Ordinal)));
        Assert.Contains(outcome.Result!.RunId, lines[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cmdlets_verbose_stream_holds_the_whole_run()
    {
        await using var bed = await FrrBed.StartAsync();
        using var session = Open(bed);

        var transcript = session.Run(Command + " -Verbose");

        Assert.Contains(transcript.Verbose, line => line.Contains($"run {transcript.Result.RunId} begins (cmdlet", StringComparison.Ordinal));
        Assert.Contains(transcript.Verbose, line => line.Contains("router1: Changed in", StringComparison.Ordinal));
    }

    private const string Command = "Invoke-DeviceProvision -InventoryPath inv.json -ConfigPath configs -Name router1 -Credential $credential -Commit -Confirm:$false";

    private static async Task<Comparable> ByHostAsync()
    {
        await using var bed = await FrrBed.StartAsync();
        await using var engine = new BedEngine(bed);
        return await Comparable.OfAsync(bed, await engine.RunAsync());
    }

    private static async Task<Comparable> ByHookAsync()
    {
        await using var bed = await FrrBed.StartAsync();
        await using var engine = HookEngine(bed);
        return await Comparable.OfAsync(bed, (await HandleAsync(bed, engine)).Result!);
    }

    private static async Task<Comparable> ByCmdletAsync()
    {
        await using var bed = await FrrBed.StartAsync();
        using var session = Open(bed);
        var transcript = await Task.Run(() => session.Run(Command), Cancellation);
        return await Comparable.OfAsync(bed, transcript.Result);
    }

    private static BedEngine HookEngine(SshBed bed) =>
        new(bed, configure: services => services.AddDeviceChangeHook(policy => policy.DryRun = false));

    private static Task<DeviceChangeOutcome> HandleAsync(SshBed bed, BedEngine engine)
    {
        var before = new Dictionary<string, FieldValue?> { ["status"] = new("aa", "Planned") };
        var after = new Dictionary<string, FieldValue?> { ["status"] = new("bb", "Active") };
        return engine.Services.GetRequiredService<DeviceChangeHook>().HandleAsync(
            new()
            {
                Source = "test",
                Action = DeviceChangeAction.Updated,
                Device = bed.Device with { Status = "Active" },
                RequestId = "request-77",
                Differences = FieldDifferences.Between(before, after),
            },
            Cancellation);
    }

    private static Session Open(SshBed bed)
    {
        var session = new Session(new SshTransport(new() { KnownHostsFile = bed.KnownHosts }));
        var device = bed.Device;
        session.Write("inv.json", JsonSerializer.Serialize(new[]
        {
            new { name = device.Name, address = device.Address, port = device.Port, platform = device.Platform, options = device.Options },
        }));
        session.Write($"configs/{device.Name}.conf", bed.Config);
        session.Set("credential", Session.NewCredential(bed.Credential.Username, bed.Credential.Password!.Reveal()));
        return session;
    }

    /// <summary>All of a run that must not depend on its trigger, and what became of the device.</summary>
    private sealed record Comparable(
        ProvisionOutcome Outcome, DeviceState State, string? Diff, string? AppliedDiff, string Running, string Startup)
    {
        public static async Task<Comparable> OfAsync(SshBed bed, ProvisionResult result) => new(
            result.Outcome, result.DeviceState, result.Diff?.Text, result.AppliedDiff?.Text, await bed.RunningAsync(), await bed.StartupAsync());
    }
}
