using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Bench.Wire;

/// <summary>The client's CPU time to connect, read a running config of 2,000 lines, merge 50 lines and commit.</summary>
[SupportedOSPlatform("linux")]
internal static class CpuBench
{
    private const string Platform = "arista_eos";
    private const int RunningLines = 2000;
    private const int MergeLines = 50;
    private const int WarmUp = 40;

    /// <summary>Ours by paramiko's, both the median of all devices after some to warm up.</summary>
    public static async Task<double> RunAsync(TextWriter output, int devices)
    {
        Requirement.Need(Requirement.Program("/usr/bin/python3", "python3-paramiko"));
        await using var bed = await WireBed.StartAsync(Platform, RunningLines, TimeSpan.Zero);
        var ours = await OursAsync(bed, devices);
        var paramiko = await ParamikoAsync(bed, devices);
        var openSsh = await OpenSshAsync(bed, devices);
        output.WriteLine(Line($"CPU ms a device, {devices} devices one after another: ours {ours:0.0}, bare paramiko {paramiko:0.0}, ssh {openSsh:0.0}"));
        return ours / paramiko;
    }

    private static async Task<double> OursAsync(WireBed bed, int devices)
    {
        await using var services = bed.Services("");
        var platform = services.GetServices<IPlatform>().First(platform => platform.Name == Platform);
        var spent = new List<double>();
        for (var run = 0; run < WarmUp + devices; run++)
        {
            var began = Process.GetCurrentProcess().TotalProcessorTime;
            await ExchangeAsync(platform, bed, run);
            spent.Add((Process.GetCurrentProcess().TotalProcessorTime - began).TotalMilliseconds);
        }

        return Median(spent.Skip(WarmUp));
    }

    private static async Task ExchangeAsync(IPlatform platform, WireBed bed, int run)
    {
        var context = new DeviceContext
        {
            Device = bed.Near,
            Credential = bed.Credential,
            CredentialSource = null!,
            RunId = run.ToString("x8", CultureInfo.InvariantCulture),
            Secrets = SecretMasker.None,
            Timeouts = new(),
            Logger = NullLogger.Instance,
        };
        var t0=Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds; var session = await platform.OpenAsync(context, CancellationToken.None);var t1=Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
        var running = await session.GetConfigAsync(ConfigStore.Running, CancellationToken.None);
var t2=Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
        if (running.AsSpan().Count('\n') < RunningLines * 3 / 4)
        {
            throw new InvalidOperationException("The running config is not what it should be.");
        }

        await session.LoadAsync(WireTexts.Of(Platform).Merge(MergeLines, $"ours{run}"), LoadOperation.Merge, CancellationToken.None);
var t3=Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
        await session.CommitAsync(new(null, null), CancellationToken.None);var t4=Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds; await session.DisposeAsync();var t5=Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds; if (run>50) Console.WriteLine($"open {t1-t0:0} get {t2-t1:0} load {t3-t2:0} commit {t4-t3:0} dispose {t5-t4:0}");
    }

    private static Task<double> ParamikoAsync(WireBed bed, int devices) =>
        PeerAsync("paramiko_bare.py", devices, [bed.User, bed.Password, $"{WarmUp + devices}", WriteTyped(bed)], bed);

    private static async Task<double> OpenSshAsync(WireBed bed, int devices)
    {
        var askpass = Path.Combine(Path.GetDirectoryName(bed.KnownHosts)!, "askpass");
        await File.WriteAllTextAsync(askpass, $"#!/bin/sh\necho '{bed.Password}'\n");
        File.SetUnixFileMode(askpass, (UnixFileMode)0b111_101_101);
        return await PeerAsync("openssh_bare.py", devices, [bed.User, askpass, $"{WarmUp + devices}", WriteTyped(bed), bed.KnownHosts], bed);
    }

    /// <summary>Runs a script that prints the milliseconds of each device; their median.</summary>
    private static async Task<double> PeerAsync(string script, int devices, string[] arguments, WireBed bed)
    {
        var result = await ChildProcess.RunAsync(
            ["/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Wire", script), $"{bed.Near.Port}", .. arguments], CancellationToken.None);
        return result.ExitCode == 0
            ? Median(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).TakeLast(devices))
            : throw new InvalidOperationException($"{script} failed: {result.Error}");
    }

    private static string WriteTyped(WireBed bed)
    {
        var file = Path.Combine(Path.GetDirectoryName(bed.KnownHosts)!, "typed");
        File.WriteAllLines(file, WireTexts.Of(Platform).Pasted(MergeLines));
        return file;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
