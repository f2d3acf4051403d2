using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using Provisioning.TestKit.Daemons;
using Provisioning.TestKit.Fleets;

namespace Provisioning.Bench.Fleets;

/// <summary>
/// Fleets: simulated devices in process, and 200 behind real sshds, worked on by our client and by a bare paramiko script under a
/// thread pool. Hosts and clients are processes of their own; both clients do the same with each device (connect, read the running
/// config, merge, commit) by the same number of workers, and take turns. The ratios are those of the medians of the turns behind two
/// to warm up: a program's first hundreds of devices cost twice as much, for their code is compiled.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class FleetBench : IBench
{
    /// <summary>About how long the devices' configs are.</summary>
    public const int RunningLines = 300;

    /// <summary>How many lines are merged.</summary>
    public const int MergeLines = 50;

    private const int Devices = 200;
    private const int Workers = 25;
    private const int WarmUp = 2;
    private const int Turns = 3;

    public string Name => "fleet";

    public async Task RunAsync(TextWriter output)
    {
        Requirement.Need(Requirement.Root, Requirement.Sshd, Requirement.SshKeygen, Requirement.Program("useradd", "passwd"), Requirement.Program("socat", "socat"), Requirement.Program("python3", "python3-paramiko"));
        await InProcessAsync(output);
        using var host = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [FleetHost.Command, $"{Devices}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var login = JsonSerializer.Deserialize<FleetLogin>(await host.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The bench's devices do not start."))!;
        var typed = Path.GetTempFileName();
        try
        {
            var (cpu, wall) = await CompareAsync(output, login, typed);
            await WidenAsync(output, login, typed);
            var peak = await HoldAsync(output, login, typed);
            output.WriteLine();
            output.WriteLine(Line($"cpu_ratio_paramiko: {cpu:0.00}"));
            output.WriteLine(Line($"peak_rss_mb_500: {peak:0}"));
            output.WriteLine(Line($"wall_ratio_sshd: {wall:0.00}"));
        }
        finally
        {
            host.StandardInput.Close();
            await host.WaitForExitAsync();
            File.Delete(typed);
        }
    }

    private static async Task InProcessAsync(TextWriter output)
    {
        output.WriteLine("simulated devices in this process, whole runs, 50 at once   devices/min   CPU ms a device, the devices' own too");
        foreach (var count in new[] { 200, 1000 })
        {
            await using var fleet = new PassingFleet(RunningLines);
            var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            await foreach (var result in fleet.ProvisionAsync(count, 50, CancellationToken.None))
            {
                _ = result.Outcome == ProvisionOutcome.Changed ? true : throw new InvalidOperationException($"{result.Device}: {result.Error}");
            }

            output.WriteLine(Line($"{count,-59} {60 * count / watch.Elapsed.TotalSeconds,11:0} {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / count,17:0.0}"));
        }
    }

    /// <summary>Without a slow network sshd is the bottleneck.</summary>
    private static async Task<(double Cpu, double Wall)> CompareAsync(TextWriter output, FleetLogin login, string typed)
    {
        await using var ours = FleetPeer.Ours(login);
        await using var paramiko = FleetPeer.Paramiko(login, typed);
        output.WriteLine();
        Head(output, $"{Devices} devices behind sshd, {Workers} workers");
        for (var turn = 1; turn <= WarmUp; turn++)
        {
            Row(output, $"ours, to warm up {turn}", await ours.DoAsync("exchange", login.Near, Workers));
            Row(output, $"bare paramiko, to warm up {turn}", await paramiko.DoAsync("exchange", login.Near, Workers));
        }

        var (our, their) = (new List<FleetFigures>(), new List<FleetFigures>());
        for (var turn = 0; turn < Turns; turn++)
        {
            Row(output, "ours", Add(our, await ours.DoAsync("exchange", login.Near, Workers)));
            Row(output, "bare paramiko", Add(their, await paramiko.DoAsync("exchange", login.Near, Workers)));
        }

        Row(output, "ours, whole runs", await ours.DoAsync("provision", login.Near, Workers));
        return (Median(our, figures => figures.Cpu) / Median(their, figures => figures.Cpu), Median(our, figures => figures.Seconds) / Median(their, figures => figures.Seconds));
    }

    private static async Task WidenAsync(TextWriter output, FleetLogin login, string typed)
    {
        await using var ours = FleetPeer.Ours(login);
        await using var paramiko = FleetPeer.Paramiko(login, typed);
        output.WriteLine();
        Head(output, "50 ms of round-trip time");
        foreach (var workers in new[] { 1, 5, 10, 25, 50, 100 })
        {
            var ports = login.Far.Take(Math.Min(Devices, 10 * workers)).ToList();
            Row(output, $"ours, {workers} workers", await ours.DoAsync("exchange", ports, workers), ports.Count);
            Row(output, $"bare paramiko, {workers} workers", await paramiko.DoAsync("exchange", ports, workers), ports.Count);
        }
    }

    private static async Task<double> HoldAsync(TextWriter output, FleetLogin login, string typed)
    {
        const int Sessions = 500;
        await using var ours = FleetPeer.Ours(login);
        await using var paramiko = FleetPeer.Paramiko(login, typed);
        var ports = Enumerable.Range(0, Sessions).Select(number => login.Near[number % Devices]).ToList();
        output.WriteLine();
        Head(output, $"{Sessions} sessions open at once");
        var figures = await ours.DoAsync("hold", ports, Workers);
        Row(output, "ours", figures, Sessions);
        Row(output, "bare paramiko", await paramiko.DoAsync("hold", ports, Workers), Sessions);
        return figures.PeakMb;
    }

    private static void Head(TextWriter output, string what) => output.WriteLine($"{what,-44} devices/min   CPU ms a device   wall s   peak MB   threads");

    private static void Row(TextWriter output, string name, FleetFigures figures, int count = Devices) =>
        output.WriteLine(Line($"{name,-44} {60 * count / figures.Seconds,11:0} {figures.Cpu / count,17:0.0} {figures.Seconds,8:0.0} {figures.PeakMb,9:0} {figures.Threads,9}"));

    private static FleetFigures Add(List<FleetFigures> all, FleetFigures figures)
    {
        all.Add(figures);
        return figures;
    }

    private static double Median(List<FleetFigures> all, Func<FleetFigures, double> figure) => all.Select(figure).Order().ElementAt(all.Count / 2);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
