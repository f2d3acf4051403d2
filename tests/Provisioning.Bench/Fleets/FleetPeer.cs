using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using Provisioning.Bench.Wire;

namespace Provisioning.Bench.Fleets;

/// <summary>A client of the fleet bench in a process of its own: ours, or a bare paramiko script under a thread pool.</summary>
[SupportedOSPlatform("linux")]
internal sealed class FleetPeer : IAsyncDisposable
{
    private readonly Process _process;

    private FleetPeer(FleetLogin login, string file, params IEnumerable<string> arguments)
    {
        _process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(login));
    }

    public static FleetPeer Ours(FleetLogin login) => new(login, Environment.ProcessPath!, FleetClient.Command);

    public static FleetPeer Paramiko(FleetLogin login, string typed)
    {
        File.WriteAllLines(typed, WireTexts.Pastable.Pasted(FleetBench.MergeLines));
        return new(login, "/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Fleets", "paramiko_fleet.py"), typed);
    }

    public async Task<FleetFigures> DoAsync(string work, IReadOnlyList<int> ports, int workers)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new FleetTask(work, ports, workers)));
        await _process.StandardInput.FlushAsync();
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The client failed at '{work}'.");
        return JsonSerializer.Deserialize<FleetFigures>(line)!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
