using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using Provisioning.Drivers.Transports;
using Provisioning.Inventories;
using Provisioning.Lab;
using Provisioning.Module.Cmdlets;

namespace Provisioning.Module.Tests.Sessions;

/// <summary>A PowerShell session with the cmdlets, in a folder of its own, whose devices are the Lab's.</summary>
internal sealed class Session : IDisposable
{
    public const string Password = "lab-Login-77";
    private readonly Runspace _runspace;

    public Session(IDeviceTransport? transport = null)
    {
        Folder = Directory.CreateTempSubdirectory("provisioning-module-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "configs"));
        _runspace = RunspaceFactory.CreateRunspace(Host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        _runspace.SessionStateProxy.Path.SetLocation(Folder);
        _runspace.SessionStateProxy.SetVariable("credential", NewCredential());
        _runspace.SessionStateProxy.SetVariable("PSDefaultParameterValues", new DefaultParameterDictionary { ["*-DeviceProvision*:StatePath"] = Path.Combine(Folder, "state") });
        using var shell = PowerShell.Create(_runspace);
        shell.AddCommand("Import-Module").AddParameter("Assembly", typeof(GetDeviceCommand).Assembly).Invoke();
        ModuleServices.Transports.Add(_runspace, transport ?? Lab);
    }

    public StubHost Host { get; } = new();

    public LabNetwork Lab { get; } = new();

    public string Folder { get; }

    /// <summary>A device in the Lab and in the inventory <c>inv.csv</c>, with an intended config unless that is null.</summary>
    public LabDevice Add(string name, string running, string? intended)
    {
        var device = Lab.Add(new LabDeviceOptions { Name = name, Running = running, Password = Password });
        var inventory = Path.Combine(Folder, "inv.csv");
        if (!File.Exists(inventory))
        {
            File.WriteAllText(inventory, "name,address,platform\n");
        }

        File.AppendAllText(inventory, $"{name},{name},arista_eos\n");
        if (intended is not null)
        {
            Write($"configs/{name}.cfg", intended);
        }

        return device;
    }

    public void Write(string path, string text) => File.WriteAllText(Path.Combine(Folder, path), text);

    public void Set(string variable, object value) => _runspace.SessionStateProxy.SetVariable(variable, value);

    public Transcript Run(string script)
    {
        // Without this an error that ends a cmdlet would look like one that does not.
        using var shell = Start($"try {{ {script} }} catch {{ throw }}");
        return Transcript.Of(shell, Host);
    }

    /// <summary>A shell that is not invoked yet.</summary>
    public PowerShell Start(string script)
    {
        var shell = PowerShell.Create(_runspace);
        return shell.AddScript(script);
    }

    public void Dispose()
    {
        _runspace.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public static PSCredential NewCredential(string username = "admin", string plain = Password)
    {
        var password = new SecureString();
        plain.ToList().ForEach(password.AppendChar);
        return new PSCredential(username, password);
    }
}
