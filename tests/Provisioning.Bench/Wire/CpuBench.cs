using System.Globalization;
using System.Runtime.Versioning;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Bench.Wire;

/// <summary>
/// The client's CPU time to connect, read a running config of 2,000 lines, merge 50 lines and commit, beside that of a bare
/// paramiko script and of OpenSSH's client. All take turns, device by device, so that they meet the same machine.
/// </summary>
/// <remarks>
/// A turn's CPU time is all that the process spends from its start to the start of the next turn: closing in the background,
/// garbage collection and compilation count. The first devices of each client are warm-up and not in the medians.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed class CpuBench : IBench
{
    private const int RunningLines = 2000;
    private const int MergeLines = 50;
    private const int WarmUp = 150;
    private const int Devices = 40;
    private const int SlowTurns = 3;

    private readonly WireTexts _texts = WireTexts.Pastable;

    public string Name => "cpu";

    public async Task RunAsync(TextWriter output)
    {
        var ratio = await CompareAsync(output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cpu_ratio_paramiko: {ratio:0.00}"));
    }

    /// <summary>Ours by paramiko's, both the median of all devices.</summary>
    public async Task<double> CompareAsync(TextWriter output)
    {
        Requirement.Need(Requirement.Program("python3", "python3-paramiko"), Requirement.Program("ssh", "openssh-client"));
        await using var bed = await WireBed.StartAsync(_texts, RunningLines, WireBench.RoundTrip);
        var typed = bed.FileOf("typed");
        await File.WriteAllLinesAsync(typed, _texts.Pasted(MergeLines));
        await using var paramiko = Peer.Paramiko(bed, typed);
        await using var openSsh = Peer.OpenSsh(bed, typed);
        await using var services = bed.Services("");
        var ours = new WireExchange(_texts, services, bed.Credential);

        var (our, their, ssh) = (new List<double>(), new List<double>(), new List<double>());
        for (var turn = 0; turn <= WarmUp + Devices; turn++)
        {
            var before = Environment.CpuUsage.TotalTime;
            await ours.RunAsync(bed.Near, RunningLines, MergeLines);
            their.Add((await paramiko.ExchangeAsync(bed.NearPort)).Cpu);
            if (turn > WarmUp)
            {
                ssh.Add((await openSsh.ExchangeAsync(bed.NearPort)).Cpu);
            }

            our.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        output.WriteLine($"connect, read {RunningLines} lines, merge {MergeLines} lines, commit: medians of {Devices} devices, after {WarmUp} to warm up");
        output.WriteLine("client            CPU ms a device   CPU ms of the first   wall s at 100 ms   round trips");
        var (cpu, theirCpu) = (Median(our), Median(their));
        await ReportAsync(output, "ours", (cpu, our[0]), bed, () => ours.RunAsync(bed.Device, RunningLines, MergeLines));
        await ReportAsync(output, "bare paramiko", (theirCpu, their[0]), bed, () => paramiko.ExchangeAsync(bed.Relay.Port));
        await ReportAsync(output, "OpenSSH's ssh", (Median(ssh), ssh[0]), bed, () => openSsh.ExchangeAsync(bed.Relay.Port));
        return cpu / theirCpu;
    }

    private static async Task ReportAsync(TextWriter output, string name, (double Median, double First) cpu, WireBed bed, Func<Task> exchange)
    {
        var seconds = new List<double>();
        for (var turn = 0; turn < SlowTurns; turn++)
        {
            seconds.Add(await WireBench.SecondsAsync(exchange));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} {cpu.Median,16:0.0} {cpu.First,21:0.0} {seconds.Order().ElementAt(SlowTurns / 2),18:0.00} {bed.Relay.RoundTrips[^1],13}"));
    }

    private static double Median(List<double> values) => values.TakeLast(Devices).Order().ElementAt(Devices / 2);
}
