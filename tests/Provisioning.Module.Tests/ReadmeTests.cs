using System.Management.Automation.Language;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Provisioning.Module.Cmdlets;

namespace Provisioning.Module.Tests;

/// <summary>The PowerShell of the README, parsed: every command of ours in it exists, with every parameter it is given.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Every_powershell_sample_parses_and_names_parameters_that_exist()
    {
        var cmdlets = typeof(GetDeviceCommand).Assembly.GetExportedTypes()
            .Select(type => (Type: type, Name: type.GetCustomAttribute<System.Management.Automation.CmdletAttribute>()))
            .Where(found => found.Name is not null)
            .ToDictionary(found => $"{found.Name!.VerbName}-{found.Name.NounName}", found => found.Type);
        var used = Commands().Where(command => cmdlets.ContainsKey(command.GetCommandName())).ToList();

        Assert.Equal(cmdlets.Keys.Order(), used.Select(command => command.GetCommandName()).Distinct().Order());
        Assert.All(used, command => Assert.Empty(UnknownParameters(command, cmdlets[command.GetCommandName()])));
    }

    private static IEnumerable<string> UnknownParameters(CommandAst command, Type cmdlet) =>
        command.CommandElements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName)
            .Where(name => name != "Confirm" && cmdlet.GetProperty(name) is null);

    private static IEnumerable<CommandAst> Commands()
    {
        var readme = File.ReadAllText(Path.Combine(Folder(), "../../README.md"));
        var script = string.Join('\n', Regex.Matches(readme, "^```powershell\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value));
        var ast = Parser.ParseInput(script, out _, out var errors);
        Assert.Empty(errors);
        return ast.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>();
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
