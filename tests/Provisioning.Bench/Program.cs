using Provisioning.Bench;

IReadOnlyList<IBench> benches = [new DiffBench()];
var name = args.FirstOrDefault() ?? "";
var chosen = benches.FirstOrDefault(bench => bench.Name == name);
if (chosen is null)
{
    Console.Error.WriteLine($"No bench is called '{name}'. Say one of: {string.Join(", ", benches.Select(bench => bench.Name))}.");
    return 2;
}

await chosen.RunAsync(Console.Out);
return 0;
