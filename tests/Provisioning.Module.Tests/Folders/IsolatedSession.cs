using System.Diagnostics;

namespace Provisioning.Module.Tests.Folders;

/// <summary>
/// The built module in a process of its own. Within one process PowerShell keeps what it knows of a cmdlet by the type's
/// name, so that the module's types and those that the tests refer to must not run beside each other.
/// </summary>
internal static class IsolatedSession
{
    /// <summary>Runs a script and gives what it printed, line by line.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string folder, string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", ModuleFolder.IsolationHost, ModuleFolder.Manifest, folder, script])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PROVISION_STATE"] = Path.Combine(folder, "state");
        environment.ToList().ForEach(variable => start.Environment[variable.Name] = variable.Value);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
