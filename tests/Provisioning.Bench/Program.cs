using System.Globalization;
using Provisioning.Bench;
using Provisioning.Bench.Cli;
using Provisioning.Bench.Wire;

if (OperatingSystem.IsLinux() && args is [WireLab.Command, var texts, var lines])
{
    return await WireLab.ServeAsync(texts, int.Parse(lines, CultureInfo.InvariantCulture));
}

IReadOnlyList<IBench> benches = OperatingSystem.IsLinux() ? [new DiffBench(), new CliBench(), new WireBench([.. args.Skip(1)]), new CpuBench()] : [new DiffBench(), new CliBench()];
var name = args.FirstOrDefault() ?? "";
var chosen = benches.FirstOrDefault(bench => bench.Name == name);
if (chosen is null)
{
    Console.Error.WriteLine($"No bench is called '{name}'. Say one of: {string.Join(", ", benches.Select(bench => bench.Name))}.");
    return 2;
}

await chosen.RunAsync(Console.Out);
return 0;
