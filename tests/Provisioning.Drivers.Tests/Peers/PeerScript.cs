using System.Collections.Concurrent;
using System.Text.Json;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Peers;

/// <summary>Runs the Python scripts of this folder, with Debian's own Python, for that is the one which has Debian's clients.</summary>
internal static class PeerScript
{
    private const string Python = "/usr/bin/python3";
    private static readonly ConcurrentDictionary<string, bool> Found = new();

    /// <summary>A module of Debian's Python.</summary>
    public static Requirement Module(string name) =>
        new($"Python's {name}", $"Debian package python3-{name}", () => Found.GetOrAdd(name, IsThere));

    /// <param name="script">The file's name.</param>
    /// <param name="request">What it is to do; sent as JSON, passwords and all, so that no list of processes shows them.</param>
    /// <returns>What each call returned, as text.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(string script, object request, CancellationToken cancellationToken)
    {
        using var process = ChildProcess.Start([Python, Path.Combine(AppContext.BaseDirectory, "Peers", script)]);
        await using var killed = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(request));
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}:\n{await error}");
        return [.. JsonSerializer.Deserialize<JsonElement[]>(await output)!.Select(seen => seen.ToString())];
    }

    private static bool IsThere(string module)
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var process = ChildProcess.Start([Python, "-c", $"import {module}"]);
        process.StandardInput.Close();
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
