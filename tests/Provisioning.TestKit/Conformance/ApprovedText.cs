namespace Provisioning.TestKit.Conformance;

/// <summary>
/// Compares a text with one that was read, approved and committed. A text that differs is written beside it as
/// <c>.received.txt</c>: read it, and rename it if it is right.
/// </summary>
public static class ApprovedText
{
    public static async Task AssertAsync(string name, string text, string folderName)
    {
        var folder = Path.Combine(RepositoryRoot(), folderName);
        Directory.CreateDirectory(folder);
        var approved = Path.Combine(folder, $"{name}.approved.txt");
        var expected = File.Exists(approved) ? await File.ReadAllTextAsync(approved) : "";
        if (expected != text)
        {
            var received = Path.Combine(folder, $"{name}.received.txt");
            await File.WriteAllTextAsync(received, text);
            Assert.Fail($"The text differs from {approved}; see {received}. First difference: {FirstDifference(expected, text)}");
        }
    }

    private static string FirstDifference(string expected, string actual)
    {
        var lines = expected.Split('\n').Zip(actual.Split('\n')).ToList();
        var index = lines.FindIndex(pair => pair.First != pair.Second);
        return index < 0 ? "one is longer" : $"line {index + 1}: '{lines[index].First}' became '{lines[index].Second}'";
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Provisioning.Core.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository.");
        }

        return folder.FullName;
    }
}
