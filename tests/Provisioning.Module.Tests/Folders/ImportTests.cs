using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.Loader;

namespace Provisioning.Module.Tests.Folders;

public sealed class ImportTests
{
    private static readonly string[] Commands = ["Compare-DeviceConfig", "Get-Device", "Get-DeviceConfig", "Get-DeviceProvision", "Get-DeviceProvisionPlan", "Invoke-DeviceProvision", "New-DeviceProvisionPlan", "Resume-DeviceProvision", "Undo-DeviceProvision"];

    [Fact]
    public void The_module_exports_its_cmdlets_and_nothing_else()
    {
        using var runspace = Open();
        Assert.Equal(Commands, Exported(runspace));
    }

    [Fact]
    public void Importing_again_exports_the_cmdlets_again()
    {
        using var runspace = Open();
        Run(runspace, $"Import-Module '{ModuleFolder.Manifest}' -Force");
        Assert.Equal(Commands, Exported(runspace));
        Run(runspace, $"Remove-Module Provisioning; Import-Module '{ModuleFolder.Manifest}'");
        Assert.Equal(Commands, Exported(runspace));
    }

    [Fact]
    public void Removing_the_module_removes_its_cmdlets()
    {
        using var runspace = Open();
        Run(runspace, "Remove-Module Provisioning");
        Assert.Empty(Run(runspace, "Get-Command Invoke-DeviceProvision, Get-Device -ErrorAction Ignore"));
        Assert.Empty(Run(runspace, "Get-Module"));
    }

    [Fact]
    public void Sessions_of_one_process_use_it_side_by_side()
    {
        using var first = Open();
        using var second = Open();
        Assert.Equal(Exported(first), Exported(second));
        Run(first, "Remove-Module Provisioning");
        Assert.Equal(Commands, Exported(second));
    }

    [Fact]
    public void All_of_it_is_in_a_load_context_of_its_own()
    {
        using var runspace = Open();
        var cmdlet = Assert.IsType<CmdletInfo>(Assert.Single(Run(runspace, "Get-Command Invoke-DeviceProvision")).BaseObject);
        var context = AssemblyLoadContext.GetLoadContext(cmdlet.ImplementingType.Assembly)!;
        Assert.NotSame(AssemblyLoadContext.Default, context);
        var device = Assert.IsType<CmdletInfo>(Assert.Single(Run(runspace, "Get-Command Get-Device")).BaseObject).OutputType.Single().Type;
        Assert.Same(context, AssemblyLoadContext.GetLoadContext(device.Assembly));
    }

    [Fact]
    public void Its_version_is_that_of_its_assemblies()
    {
        var files = Directory.GetFiles(Path.Combine(ModuleFolder.FullPath, "bin"), "Provisioning.*.dll");
        Assert.NotEmpty(files);
        using var runspace = Open();
        var version = Assert.IsType<PSModuleInfo>(Assert.Single(Run(runspace, "Get-Module Provisioning")).BaseObject).Version;
        Assert.All(files, file => Assert.Equal(version.ToString(3), AssemblyName.GetAssemblyName(file).Version!.ToString(3)));
    }

    [Fact]
    public void PowerShell_itself_is_not_in_the_folder() =>
        Assert.Empty(Directory.GetFiles(ModuleFolder.FullPath, "System.Management.Automation*", SearchOption.AllDirectories));

    private static Runspace Open()
    {
        var initial = InitialSessionState.CreateDefault2();
        initial.ImportPSModule(ModuleFolder.Manifest);
        initial.ThrowOnRunspaceOpenError = true;
        var runspace = RunspaceFactory.CreateRunspace(initial);
        runspace.Open();
        return runspace;
    }

    private static Collection<PSObject> Run(Runspace runspace, string script)
    {
        using var shell = PowerShell.Create(runspace);
        var output = shell.AddScript(script).Invoke();
        Assert.Empty(shell.Streams.Error);
        return output;
    }

    private static IEnumerable<string> Exported(Runspace runspace) =>
        Run(runspace, "Get-Command -Module Provisioning").Select(command => command.ToString()).Order(StringComparer.Ordinal);
}
