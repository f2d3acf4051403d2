using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Drivers.Cli;
using Provisioning.Inventories;

namespace Provisioning.Bench.Cli;

/// <summary>
/// The client's work for a line on a terminal in memory: typing 3,000 lines and pairing each with its echo, and reading a config
/// of 2,000 lines in reads of several sizes. The baseline reads the same bytes in the same reads, decodes them once in the end
/// and looks for prompts with the same pattern, once a line: the least that can be done.
/// </summary>
internal sealed class CliBench : IBench
{
    private const int TypedLines = 3000;
    private const int ReadLines = 2000;
    private const int Rounds = 40;
    private static readonly CliLine[] Typed = [.. Enumerable.Range(0, TypedLines).Select(number => new CliLine(TypedLine(number)))];
    private static readonly string Config = string.Concat(Enumerable.Range(0, ReadLines).Select(number => TypedLine(number) + "\r\n"));

    public string Name => "cli";

    public async Task RunAsync(TextWriter output)
    {
        // What is measured first would be measured while it is still being compiled.
        await ReportAsync(TextWriter.Null, [], CliDialect.All[0]);
        output.WriteLine("                              ns a line   bytes a line   time / baseline   bytes / baseline");
        var worst = new Dictionary<string, (double Time, double Bytes)>();
        foreach (var dialect in CliDialect.All)
        {
            await ReportAsync(output, worst, dialect);
        }

        foreach (var (name, (time, bytes)) in worst)
        {
            output.WriteLine(Line($"cli_{name}_time_ratio_max: {time:0.00}"));
            output.WriteLine(Line($"cli_{name}_bytes_ratio_max: {bytes:0.00}"));
        }
    }

    private static async Task ReportAsync(TextWriter output, Dictionary<string, (double Time, double Bytes)> worst, CliDialect dialect)
    {
        await ReportAsync(output, worst, dialect, "type_3000", TypedLines, () => new(dialect.Prompt, 1024), cli => cli.SendAllAsync(Typed, CancellationToken.None));
        foreach (var (name, size) in new[] { ("read_1b", 1), ("read_1k", 1024), ("read_32k", 32 * 1024) })
        {
            await ReportAsync(output, worst, dialect, name, ReadLines, () => new(dialect.Prompt, size, Config), cli => cli.ReadAnyAsync("show running-config", CancellationToken.None));
        }
    }

    private static string TypedLine(int number) => (number % 3) switch
    {
        0 => Line($"interface Vlan{number}"),
        1 => Line($"   description port number {number}"),
        _ => Line($"   ip address 10.{number / 250}.{number % 250}.1/24"),
    };

    private static async Task ReportAsync(
        TextWriter output, Dictionary<string, (double Time, double Bytes)> worst, CliDialect dialect, string name, int lines, Func<EchoDevice> start, Func<CliSession, Task> exchange)
    {
        var (ours, baseline) = (new List<(double Seconds, double Bytes)>(), new List<(double Seconds, double Bytes)>());
        for (var turn = 0; turn < Rounds * 2; turn++)
        {
            var device = start();
            ours.Add(await MeasureAsync(async () =>
            {
                await using var cli = new CliSession(device, dialect.Profile, Context(dialect));
                await exchange(cli);
            }));
            device.Rewind();
            baseline.Add(await MeasureAsync(() => BaselineAsync(device, dialect.Profile.Prompt)));
        }

        Report(output, worst, dialect, name, lines, Median(ours), Median(baseline));
    }

    private static void Report(
        TextWriter output, Dictionary<string, (double Time, double Bytes)> worst, CliDialect dialect, string name, int lines, (double Seconds, double Bytes) ours, (double Seconds, double Bytes) baseline)
    {
        var (time, bytes) = (ours.Seconds / baseline.Seconds, ours.Bytes / baseline.Bytes);
        output.WriteLine(Line($"{$"{dialect.Platform} {name}",-28} {ours.Seconds * 1e9 / lines,10:0} {ours.Bytes / lines,14:0} {time,17:0.00} {bytes,18:0.00}"));
        var most = worst.GetValueOrDefault(name);
        worst[name] = (Math.Max(most.Time, time), Math.Max(most.Bytes, bytes));
    }

    private static async Task BaselineAsync(EchoDevice device, Regex prompt)
    {
        var (buffer, all) = (new byte[32 * 1024], new byte[device.Said.Length]);
        var length = 0;
        while (await device.ReadAsync(buffer, CancellationToken.None) is var count and > 0)
        {
            buffer.AsSpan(0, count).CopyTo(all.AsSpan(length));
            length += count;
        }

        var prompts = 0;
        foreach (var line in Encoding.UTF8.GetString(all).Split("\r\n"))
        {
            prompts += prompt.IsMatch(line) ? 1 : 0;
        }

        _ = prompts > 0 ? prompts : throw new InvalidOperationException("The prompt is not found.");
    }

    private static async Task<(double Seconds, double Bytes)> MeasureAsync(Func<Task> round)
    {
        var (allocated, began) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        await round();
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }

    // The first half warms up. Both take turns, so that they meet the same machine.
    private static (double Seconds, double Bytes) Median(List<(double Seconds, double Bytes)> values)
    {
        var counted = values.TakeLast(Rounds).ToList();
        return (counted.Select(value => value.Seconds).Order().ElementAt(Rounds / 2), counted.Select(value => value.Bytes).Order().ElementAt(Rounds / 2));
    }

    private static DeviceContext Context(CliDialect dialect)
    {
        var credential = new DeviceCredential { Username = "bench", Password = new Secret("bench") };
        return new()
        {
            Device = new Device { Name = "bench1", Address = "192.0.2.1", Platform = dialect.Platform },
            Credential = credential,
            CredentialSource = new TestKit.Conformance.FixedConfigs("", credential),
            RunId = "0a1b2c3d",
            Secrets = SecretMasker.None,
            Timeouts = new(),
            Logger = NullLogger.Instance,
        };
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
