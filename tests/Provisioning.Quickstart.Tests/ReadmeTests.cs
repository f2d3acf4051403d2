using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Provisioning.Drivers;
using Provisioning.Inventories;

namespace Provisioning.Quickstart.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Here = Folder();
    private static readonly string Readme = File.ReadAllText(Path.Combine(Here, "../../README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_csharp_sample_is_compiled_text_for_text()
    {
        var source = File.ReadAllText(Path.Combine(Here, "ReadmeSamples.cs")).ReplaceLineEndings("\n");
        var compiled = Regions().Matches(source).Select(match => Unindent(match.Groups[1].Value)).ToList();

        Assert.Equal(compiled, Blocks("csharp"));
    }

    /// <summary>The inventory of the README is an inventory, and its device is valid on its platform.</summary>
    [Fact]
    public async Task The_inventory_sample_can_be_read_and_its_device_is_valid()
    {
        var folder = Directory.CreateTempSubdirectory("prvtest-readme-");
        var file = Path.Combine(folder.FullName, "devices.yaml");
        await File.WriteAllTextAsync(file, Assert.Single(Blocks("yaml")), TestContext.Current.CancellationToken);
        await using var services = new ServiceCollection().AddLogging().AddProvisioning().AddBuiltInPlatforms().AddSshTransport()
            .AddFileInventory(file).AddConfigFolder(folder.FullName).AddEnvironmentCredentials().BuildServiceProvider();

        var devices = await services.GetRequiredService<IDeviceInventory>().GetDevicesAsync(TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        var result = await services.GetRequiredService<IProvisioner>().ProvisionAsync(Assert.Single(devices), cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotEqual(ProvisionStage.Validate, result.Stage);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_device_option_and_no_other_is_in_the_table()
    {
        await using var services = new ServiceCollection().AddLogging().AddProvisioning().AddBuiltInPlatforms().AddSshTransport().BuildServiceProvider();
        var declared = services.GetServices<IPlatform>().SelectMany(platform => platform.Options).Select(option => option.Key);
        var rows = Readme.Split('\n').SkipWhile(line => line != "| option | for | meaning |").Skip(2).TakeWhile(line => line.StartsWith('|'));
        var listed = rows.SelectMany(row => Codes().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value));

        Assert.Equal(declared.Distinct().Order(), listed.Order());
    }

    /// <summary>A stale table is made anew beside the README: read it, and copy it over.</summary>
    [Fact]
    public async Task The_table_of_platforms_is_what_the_platforms_declare()
    {
        await using var services = new ServiceCollection().AddLogging().AddProvisioning().AddBuiltInPlatforms().AddSshTransport().BuildServiceProvider();
        var table = SupportMatrix.Render(services.GetServices<IPlatform>());
        var (begin, end) = (Readme.IndexOf(SupportMatrix.Begin, StringComparison.Ordinal), Readme.IndexOf(SupportMatrix.End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, $"README.md lacks the marks '{SupportMatrix.Begin}' and '{SupportMatrix.End}'.");

        var renewed = $"{Readme[..begin]}{table}{Readme[(end + SupportMatrix.End.Length)..]}";
        if (renewed != Readme)
        {
            var received = Path.GetFullPath(Path.Combine(Here, "../../.artifacts/README.received.md"));
            await File.WriteAllTextAsync(received, renewed, TestContext.Current.CancellationToken);
            Assert.Fail($"README.md's table of platforms is not what they declare. Read {received} and copy it to README.md.");
        }
    }

    private static List<string> Blocks(string language) =>
        [.. Regex.Matches(Readme, $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(match => match.Groups[1].Value)];

    private static string Unindent(string text)
    {
        var lines = text.TrimEnd(' ').Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..]));
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"#region \w+\n(.*?)#endregion", RegexOptions.Singleline)]
    private static partial Regex Regions();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Codes();
}
