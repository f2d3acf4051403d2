using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Bench.Wire;
using Provisioning.Credentials;
using Provisioning.Drivers;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Bench.Fleets;

/// <summary>Our client in a process of its own: does what its standard input says, and what it took on its standard output.</summary>
[SupportedOSPlatform("linux")]
internal sealed class FleetClient(FleetLogin login)
{
    /// <summary>The word that makes this program such a client; the first line it reads says how to reach the devices.</summary>
    public const string Command = "drive-fleet";

    private readonly WireTexts _texts = WireTexts.Pastable;
    private readonly DeviceCredential _credential = new() { Username = login.User, Password = new Secret(login.Password) };
    private int _runs;
    private int _threads;

    public static async Task<int> ServeAsync()
    {
        var client = new FleetClient(JsonSerializer.Deserialize<FleetLogin>((await Console.In.ReadLineAsync())!)!);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(JsonSerializer.Serialize(await client.MeasureAsync(JsonSerializer.Deserialize<FleetTask>(line)!)));
        }

        return 0;
    }

    private async Task<FleetFigures> MeasureAsync(FleetTask task)
    {
        _threads = 0;
        var (cpu, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        await using (var services = Services($"fleet{++_runs}"))
        {
            var devices = task.Ports.Select((port, number) => new Device { Name = $"d{number}", Address = "127.0.0.1", Port = port, Platform = _texts.Platform });
            await (task.Work switch
            {
                "exchange" => ExchangeAsync(services, devices, task.Workers),
                "provision" => ProvisionAsync(services, devices, task.Workers),
                _ => HoldAsync(services, devices, task.Workers),
            });
        }

        return new(watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, Status("VmHWM") / 1024.0, _threads);
    }

    private async Task ExchangeAsync(ServiceProvider services, IEnumerable<Device> devices, int workers)
    {
        var exchange = new WireExchange(_texts, services, _credential);
        await Parallel.ForEachAsync(devices, new ParallelOptions { MaxDegreeOfParallelism = workers }, async (device, _) =>
        {
            await exchange.RunAsync(device, FleetBench.RunningLines, FleetBench.MergeLines);
            CountThreads();
        });
    }

    private async Task ProvisionAsync(ServiceProvider services, IEnumerable<Device> devices, int workers)
    {
        var options = new ProvisionOptions { DryRun = false, MaxConcurrency = workers };
        await foreach (var result in services.GetRequiredService<IProvisioner>().ProvisionAsync(devices.ToAsyncEnumerable(), options))
        {
            CountThreads();
            _ = result.Outcome == ProvisionOutcome.Changed ? true : throw new InvalidOperationException($"{result.Device}: {result.Outcome}, {result.Error}");
        }
    }

    private async Task HoldAsync(ServiceProvider services, IEnumerable<Device> devices, int workers)
    {
        var exchange = new WireExchange(_texts, services, _credential);
        var sessions = new ConcurrentBag<IDeviceSession>();
        await Parallel.ForEachAsync(devices.Index(), new ParallelOptions { MaxDegreeOfParallelism = workers }, async (device, _) =>
        {
            var session = await exchange.OpenAsync(device.Item, 0x10000 + device.Index);
            sessions.Add(session);
            await session.GetConfigAsync(ConfigStore.Running, CancellationToken.None);
            CountThreads();
        });
        _ = sessions.Count == devices.Count() ? true : throw new InvalidOperationException("Not all sessions are open.");
        await Task.WhenAll(sessions.Select(session => session.DisposeAsync().AsTask()));
    }

    private ServiceProvider Services(string word)
    {
        var source = new FixedConfigs(_texts.Merge(FleetBench.MergeLines, word), _credential);
        return new ServiceCollection()
            .AddLogging()
            .AddProvisioning()
            .AddBuiltInPlatforms()
            .AddSshTransport(options => options.KnownHostsFile = login.KnownHosts)
            .AddSingleton<IIntendedConfigSource>(source)
            .AddSingleton<ICredentialSource>(source)
            .BuildServiceProvider();
    }

    private void CountThreads()
    {
        var now = (int)Status("Threads");
        for (var most = _threads; now > most; most = _threads)
        {
            Interlocked.CompareExchange(ref _threads, now, most);
        }
    }

    private static long Status(string name) => long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal),
        CultureInfo.InvariantCulture);
}
