using System.Globalization;
using Provisioning.TestKit.Faults;

namespace Provisioning.Drivers.Tests.Sweeps;

/// <summary>
/// A commit run is cut behind a byte of its exchange, or its connection stalls there; the device is reachable again at once, or never again. In the end the
/// device has exactly the old or exactly the intended config, what was reported of it is true, nothing waits for a confirmation, and
/// nothing keeps the next run out.
/// </summary>
/// <remarks>
/// A sample of the positions, by default a small one (<c>bash tests/sweep bytes</c>, <c>stalls</c>); <c>PROVISION_SWEEP_RESULTS</c> names a folder
/// for what was seen.
/// </remarks>
public abstract class ByteSweepTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>How much lies between two positions.</summary>
    /// <param name="bytes">How many bytes there are.</param>
    private protected abstract long Step(long bytes);

    private protected static int Setting(string name, int otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? $"{otherwise}", CultureInfo.InvariantCulture);

    /// <param name="device">The device, to be seen through a run first.</param>
    /// <param name="name">What it is called where something is wrong.</param>
    /// <param name="fault">What becomes of the connection.</param>
    /// <param name="cuts">Which direction is cut, and whether for good.</param>
    private protected async Task SweepAsync(SweptDevice device, string name, WireFault fault, params IEnumerable<(bool ToDevice, bool ForGood)> cuts)
    {
        var wrong = new List<string>();
        var tried = 0;
        try
        {
            var whole = new ByteCut(toDevice: true, null, forGood: false);
            await device.LearnAsync(whole);
            foreach (var (toDevice, forGood) in cuts)
            {
                var bytes = toDevice ? whole.Sent : whole.Received;
                for (var position = 0L; position <= bytes; position += Step(bytes), tried++)
                {
                    var place = $"{name}, {(toDevice ? "to" : "from")} the device, byte {position} of {bytes}, {fault}{(forGood ? ", for good" : "")}";
                    var cut = new ByteCut(toDevice, position, forGood, fault);
                    wrong.AddRange((await EndAsync(device, cut)).Select(what => $"{place}: {what}"));

                    // SSH's padding is random, so the last bytes may be fewer than they were.
                    if (!cut.Done && position < bytes * 0.9)
                    {
                        wrong.Add($"{place}: nothing was cut");
                    }
                }
            }
        }
        catch (Exception exception)
        {
            wrong.Add($"{name}, behind {tried} positions: {exception.GetType().Name}: {exception.Message}");
        }

        Note(tried, wrong);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(5)));
    }

    private static async Task<IEnumerable<string>> EndAsync(SweptDevice device, ByteCut cut)
    {
        try
        {
            return (await device.CutAsync(cut).WaitAsync(Longest)).Wrong();
        }
        catch (TimeoutException)
        {
            return [$"the run has not ended in {Longest}"];
        }
    }

    private void Note(int tried, List<string> wrong)
    {
        if (Environment.GetEnvironmentVariable("PROVISION_SWEEP_RESULTS") is { Length: > 0 } folder)
        {
            File.WriteAllLines(Path.Combine(folder, $"{GetType().Name}-{Guid.NewGuid():N}.txt"), [$"tried {tried}", .. wrong.Select(what => $"wrong {what}")]);
        }
    }
}
