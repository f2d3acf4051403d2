using System.Diagnostics;
using Provisioning.Diffs;

namespace Provisioning.Core.Tests.Diffs.Unified;

/// <summary>GNU patch as the judge of our diffs.</summary>
public sealed class PatchProgramTests : IDisposable
{
    private const string Patch = "/usr/bin/patch";
    private readonly string _folder = Directory.CreateTempSubdirectory("provisioning-patch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Patch_makes_the_new_text_of_the_old_one()
    {
        Assert.SkipUnless(File.Exists(Patch), $"{Patch} is missing; install Debian's package 'patch'.");
        foreach (var (before, after) in Pairs())
        {
            Assert.Equal(after, await ApplyAsync(before, Diff(before, after)));
        }
    }

    [Fact]
    public async Task Patch_takes_the_new_text_back_to_the_old_one()
    {
        Assert.SkipUnless(File.Exists(Patch), $"{Patch} is missing; install Debian's package 'patch'.");
        foreach (var (before, after) in Pairs())
        {
            Assert.Equal(before, await ApplyAsync(after, Diff(before, after), "-R"));
        }
    }

    private static IEnumerable<(string Before, string After)> Pairs()
    {
        (string, string)[] special = [("a\r\nb\r\n", "a\r\nc\r"), ("", "a\nb\nc\n"), ("a\nb", "")];
        return RandomTexts.Pairs(seed: 11, count: 80).Where(pair => pair.Before != pair.After).Concat(special);
    }

    private static string Diff(string before, string after) =>
        ConfigDiff.Compute(before, after, SecretMasker.None, TestContext.Current.CancellationToken).Text;

    private async Task<string> ApplyAsync(string text, string diff, params string[] options)
    {
        var file = Path.Combine(_folder, "config");
        var cancellation = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(file, text, cancellation);
        await File.WriteAllTextAsync(file + ".diff", diff, cancellation);
        // Fuzz 0: the context must be right to the letter.
        using var patch = Process.Start(new ProcessStartInfo(
            Patch, ["--silent", "--binary", "--batch", "--fuzz=0", .. options, file, file + ".diff"]) { RedirectStandardOutput = true })!;
        var said = await patch.StandardOutput.ReadToEndAsync(cancellation);
        await patch.WaitForExitAsync(cancellation);
        Assert.True(patch.ExitCode == 0, said + diff);
        return File.Exists(file) ? await File.ReadAllTextAsync(file, cancellation) : "";
    }
}
