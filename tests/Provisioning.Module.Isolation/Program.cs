// A PowerShell session that uses other versions of the module's dependencies itself, before and after the module does.
// Arguments: the module's manifest, the folder to be in, a script. Prints the script's output and errors, and what the
// session sees, one fact a line.
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.Loader;

var session = new DiffPlex.Differ();
Console.WriteLine($"session before: {Parse()} {session.GetType().Assembly.GetName().Version}");

var initial = InitialSessionState.CreateDefault2();
initial.ImportPSModule(args[0]);
using var runspace = RunspaceFactory.CreateRunspace(initial);
runspace.Open();
runspace.SessionStateProxy.Path.SetLocation(args[1]);
using var shell = PowerShell.Create(runspace);
foreach (var item in shell.AddScript(args[2]).Invoke())
{
    Console.WriteLine($"output: {item}");
}

foreach (var error in shell.Streams.Error)
{
    Console.WriteLine($"error: {error.FullyQualifiedErrorId}: {error}");
}

Console.WriteLine($"session after: {Parse()}");
foreach (var context in AssemblyLoadContext.All)
{
    foreach (var name in context.Assemblies.Select(assembly => assembly.GetName()).Where(name => name.Name is "YamlDotNet" or "Provisioning.Core"))
    {
        Console.WriteLine($"{(context == AssemblyLoadContext.Default ? "default" : "module")}: {name.Name} {name.Version}");
    }
}

static string Parse() => new YamlDotNet.Serialization.DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>("key: value")["key"];
