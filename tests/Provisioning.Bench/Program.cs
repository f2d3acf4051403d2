using System.Globalization;
using Provisioning.Bench;
using Provisioning.Bench.Cli;
using Provisioning.Bench.Fleets;
using Provisioning.Bench.Wire;

if (OperatingSystem.IsLinux() && args is [WireLab.Command, var texts, var lines])
{
    return await WireLab.ServeAsync(texts, int.Parse(lines, CultureInfo.InvariantCulture));
}

if (OperatingSystem.IsLinux() && args is [FleetHost.Command, var count])
{
    return await FleetHost.ServeAsync(int.Parse(count, CultureInfo.InvariantCulture));
}

if (OperatingSystem.IsLinux() && args is [FleetClient.Command])
{
    return await FleetClient.ServeAsync();
}

IReadOnlyList<IBench> anywhere = [new DiffBench(), new CliBench(), new MemoryBench(args is [_, var devices] && int.TryParse(devices, out var some) ? some : 10_000)];
IReadOnlyList<IBench> benches = OperatingSystem.IsLinux() ? [.. anywhere, new WireBench([.. args.Skip(1)]), new CpuBench(), new FleetBench()] : anywhere;
var name = args.FirstOrDefault() ?? "";
var chosen = benches.FirstOrDefault(bench => bench.Name == name);
if (chosen is null)
{
    Console.Error.WriteLine($"No bench is called '{name}'. Say one of: {string.Join(", ", benches.Select(bench => bench.Name))}.");
    return 2;
}

await chosen.RunAsync(Console.Out);
return 0;
