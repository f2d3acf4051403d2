using System.Globalization;
using Provisioning.Drivers;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Quickstart.Tests.Sweeps;

/// <summary>
/// The program is killed with SIGKILL while it commits on a real daemon. What its journal says then agrees with the device, and
/// resuming the run ends in a state that is known: exactly the old or exactly the intended config, running and startup, with nothing left.
/// </summary>
/// <remarks>
/// By default at four boundaries; <c>PROVISION_SWEEP_KILLS=N</c> takes every boundary and N random moments for each platform
/// (<c>bash tests/sweep kills</c>), and <c>PROVISION_SWEEP_RESULTS</c> names a folder for what was seen.
/// </remarks>
public sealed class KillSweepTests
{
    private static readonly ProvisionStage[] Sample = [ProvisionStage.Load, ProvisionStage.Commit, ProvisionStage.Verify, ProvisionStage.Confirm];

    private static int? Kills => Environment.GetEnvironmentVariable("PROVISION_SWEEP_KILLS") is { Length: > 0 } number ? int.Parse(number, CultureInfo.InvariantCulture) : null;

    /// <summary>Where FRRouting replaces, it is much as BIRD does, so the sample goes without.</summary>
    public static TheoryData<string, LoadOperation> Runs => Kills is null
        ? new() { { "frr", LoadOperation.Merge }, { "bird", LoadOperation.Replace } }
        : new() { { "frr", LoadOperation.Merge }, { "frr", LoadOperation.Replace }, { "bird", LoadOperation.Replace } };

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_run_whose_process_is_killed(string platform, LoadOperation operation)
    {
        await using var bed = await SshBeds.StartAsync(platform);
        using var client = new KillableClient(bed, operation);
        await client.LearnAsync();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var moment in Moments(client.Duration))
        {
            wrong.AddRange((await client.KillAsync(moment)).Select(what => $"{platform}, {operation}, {moment}: {what}"));
            tried++;
        }

        if (client.Interrupted == 0)
        {
            wrong.Add($"{platform}, {operation}: no kill came in time");
        }

        Note(tried, wrong, $"{platform}-{operation}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(5)));
    }

    // Seeded, so that a wrong one can be tried again; where exactly the kill falls differs from run to run all the same.
    private static IEnumerable<KillMoment> Moments(TimeSpan duration)
    {
        var stages = Kills is null ? Sample : Enum.GetValues<ProvisionStage>();
        var random = new Random(20261124);
        return stages.Select(stage => new KillMoment(stage, null))
            .Concat(Enumerable.Range(0, Kills ?? 0).Select(_ => new KillMoment(null, duration * random.NextDouble())));
    }

    private static void Note(int tried, List<string> wrong, string name)
    {
        if (Environment.GetEnvironmentVariable("PROVISION_SWEEP_RESULTS") is { Length: > 0 } folder)
        {
            File.WriteAllLines(Path.Combine(folder, $"kills-{name}.txt"), [$"tried {tried}", .. wrong.Select(what => $"wrong {what}")]);
        }
    }
}
