using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Provisioning.Core.Tests;

/// <summary>Who may depend on whom, inside Core and out of it.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Root = FindRoot();

    /// <summary>What each folder may use besides itself. An entry more is a decision; write it into src/README.md too.</summary>
    public static TheoryData<string, string[]> Folders => new()
    {
        { "Errors", [] },
        { "Credentials", ["Inventories"] },
        { "Inventories", ["Errors", "Validations"] },
        { "Diffs", ["Credentials"] },
        { "Drivers", ["Credentials", "Diffs", "Errors", "Inventories", "Validations"] },
        { "IntendedConfigs", ["Drivers", "Errors", "Inventories"] },
        { "Validations", ["Drivers", "Errors", "Inventories"] },
        { "Runs", ["Credentials", "Diffs", "Drivers", "Errors", "IntendedConfigs", "Inventories", "Journals", "Plans"] },
        { "Journals", ["Credentials", "Drivers", "Errors"] },
        { "Plans", ["Drivers", "Errors", "Journals"] },
        { "Changes", ["Diffs", "Drivers", "Errors", "Inventories"] },
    };

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal))];

    [Fact]
    public void Core_references_three_packages_and_the_framework() =>
        Assert.Equal(
            ["DiffPlex", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions"],
            Core().GetReferencedAssemblies().Select(reference => reference.Name!)
                .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "netstandard")
                .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_what_it_may(string folder, string[] allowed)
    {
        var used = Sources(folder).SelectMany(text => Use().Matches(text)).Select(match => match.Groups["folder"].Value).ToHashSet();

        Assert.Subset(new HashSet<string>([.. allowed, folder]), used);
    }

    [Fact]
    public void Every_folder_has_its_rule() =>
        Assert.Equal(
            Directory.EnumerateDirectories(Root).Select(Path.GetFileName).Where(name => name is not ("obj" or "bin")).Order(),
            Folders.Select(row => row.Data.Item1).Order());

    [Fact]
    public void Only_the_registrations_stand_outside_of_the_projects_namespaces() =>
        Assert.All(
            Core().GetTypes().Where(type => !type.IsNested && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !Generated().IsMatch(type.FullName!)),
            type => Assert.True(
                type.Namespace == "Microsoft.Extensions.DependencyInjection" ? type.Name.EndsWith("ServiceCollectionExtensions", StringComparison.Ordinal)
                : type.Namespace == "Provisioning" || type.Namespace!.StartsWith("Provisioning.", StringComparison.Ordinal),
                type.FullName));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_files_namespace_is_its_folder_and_its_type_its_name(string file)
    {
        var text = File.ReadAllText(Path.Combine(Root, file));
        var folder = Path.GetDirectoryName(file)!.Replace('\\', '/').Replace('/', '.');
        var expected = file.EndsWith("ServiceCollectionExtensions.cs", StringComparison.Ordinal) ? "Microsoft.Extensions.DependencyInjection"
            : folder.Length == 0 ? "Provisioning"
            : $"Provisioning.{folder}";

        Assert.Equal(expected, Namespace().Match(text).Groups["name"].Value);
        Assert.Equal([Path.GetFileNameWithoutExtension(file)], TopLevelType().Matches(text).Select(match => match.Groups["name"].Value));
    }

    private static Assembly Core() => typeof(IProvisioner).Assembly;

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Provisioning.Core.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Provisioning.Core.sln above {AppContext.BaseDirectory}.");
        }

        return Path.Combine(folder.FullName, "src", "Provisioning.Core");
    }

    [GeneratedRegex(@"\bProvisioning\.(?<folder>Errors|Credentials|Inventories|Diffs|Drivers|IntendedConfigs|Validations|Runs|Journals|Plans|Changes)\b")]
    private static partial Regex Use();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|partial|readonly) )+(?:class|interface|enum|record struct|record|struct) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^(System|Microsoft\.CodeAnalysis|<)")]
    private static partial Regex Generated();
}
