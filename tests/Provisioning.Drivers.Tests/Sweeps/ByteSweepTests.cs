using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Credentials;
using Provisioning.Drivers.Tests.Platforms;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Sweeps;

/// <summary>
/// A commit run is cut behind a byte of its exchange, and the device is reachable again at once, or never again. In the end the
/// device has exactly the old or exactly the intended config, what was reported of it is true, nothing waits for a confirmation, and
/// nothing keeps the next run out.
/// </summary>
/// <remarks>
/// By default a sample of the positions; <c>PROVISION_SWEEP_EVERY=1</c> takes each one (<c>bash tests/sweep bytes</c>), and
/// <c>PROVISION_SWEEP_RESULTS</c> names a folder for what was seen.
/// </remarks>
public abstract class ByteSweepTests
{
    private const int Sample = 499;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromMinutes(5);

    private static int Every => int.Parse(Environment.GetEnvironmentVariable("PROVISION_SWEEP_EVERY") ?? $"{Sample}", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task A_run_that_is_cut_behind_a_byte(bool toDevice, bool forGood)
    {
        var whole = await CutAsync(toDevice, null, forGood);
        Assert.Equal(ProvisionOutcome.Changed, whole.Outcome);
        var bytes = toDevice ? whole.Cut.Sent : whole.Cut.Received;
        var wrong = new List<string>();
        var tried = 0;
        for (var position = 0L; position <= bytes; position += Every, tried++)
        {
            var place = $"{GetType().Name}, {(toDevice ? "to" : "from")} the device, byte {position}{(forGood ? ", for good" : "")}";
            wrong.AddRange((await EndAsync(toDevice, position, forGood, whole)).Select(what => $"{place}: {what}"));
        }

        Note(tried, wrong);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(5)));
    }

    private protected abstract LabBed Start();

    private protected virtual LoadOperation Operation => LoadOperation.Merge;

    private async Task<IEnumerable<string>> EndAsync(bool toDevice, long position, bool forGood, SweepEnd whole)
    {
        try
        {
            return (await CutAsync(toDevice, position, forGood).WaitAsync(Longest)).Wrong(whole);
        }
        catch (TimeoutException)
        {
            return [$"the run has not ended in {Longest}"];
        }
    }

    private async Task<SweepEnd> CutAsync(bool toDevice, long? position, bool forGood)
    {
        await using var bed = Start();
        var cut = new ByteCut(toDevice, position, forGood);
        var before = (await bed.RunningAsync(), await bed.StartupAsync());
        var result = await RunAsync(bed, cut);
        var after = (await bed.RunningAsync(), await bed.StartupAsync());
        var pending = await bed.IsPendingAsync();
        await bed.LetTimeRunOutAsync(ConfirmTimeout);
        return new()
        {
            Result = result,
            Cut = cut,
            Before = before,
            After = after,
            Pending = pending,
            AtLast = (await bed.RunningAsync(), await bed.StartupAsync()),
            PendingAtLast = await bed.IsPendingAsync(),
            Next = await RunAsync(bed, new ByteCut(toDevice, null, forGood: false), dryRun: true),
        };
    }

    private async Task<ProvisionResult> RunAsync(LabBed bed, ByteCut cut, bool dryRun = false)
    {
        var source = new FixedConfigs(bed.Configs(Operation)[0], bed.Credential);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(bed.TimeProvider)
            .AddSingleton<IIntendedConfigSource>(source)
            .AddSingleton<ICredentialSource>(source)
            .AddProvisioning(settings =>
            {
                settings.RecoveryTimeout = cut.ForGood ? TimeSpan.FromMilliseconds(30) : TimeSpan.FromSeconds(30);
                settings.RecoveryInterval = TimeSpan.FromMilliseconds(10);
            });
        bed.AddServices(services, platform => platform, transport => new CutTransport(transport, cut));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IProvisioner>().ProvisionAsync(
            bed.Device, new() { DryRun = dryRun, ReplaceConfig = Operation == LoadOperation.Replace, ConfirmTimeout = ConfirmTimeout }, TestContext.Current.CancellationToken);
    }

    private void Note(int tried, List<string> wrong)
    {
        if (Environment.GetEnvironmentVariable("PROVISION_SWEEP_RESULTS") is { Length: > 0 } folder)
        {
            File.WriteAllLines(Path.Combine(folder, $"{GetType().Name}-{Guid.NewGuid():N}.txt"), [$"tried {tried}", .. wrong.Select(what => $"wrong {what}")]);
        }
    }
}
