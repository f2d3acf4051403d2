using Provisioning.Credentials;
using Provisioning.Diffs;

namespace Provisioning.Core.Tests.Diffs;

public sealed class ConfigDiffTests
{
    private static readonly SecretPattern Password = new(@"^\s*password (?<secret>\S+)");

    [Fact]
    public void Equal_texts_have_an_empty_diff()
    {
        var diff = Compute("a\n", "a\n", SecretMasker.None);

        Assert.Equal((true, "", 0, 0), (diff.IsEmpty, diff.Text, diff.Added, diff.Removed));
    }

    [Fact]
    public void Counts_are_of_changed_lines_whatever_they_look_like()
    {
        var diff = Compute("-- a\nb\n", "++ a\n+\nb\n", SecretMasker.None);

        Assert.Equal((2, 1), (diff.Added, diff.Removed));
    }

    [Fact]
    public void Labels_go_to_the_header()
    {
        var diff = ConfigDiff.Compute(
            ("a\n", "b\n"), new DiffLabels("before", "af\nter"), SecretMasker.None, TestContext.Current.CancellationToken);

        Assert.StartsWith("--- before\n+++ af ter\n@@", diff.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_secret_shows_as_a_change()
    {
        var diff = Compute("password one\n", "password two\n", new SecretMasker([Password], []));

        Assert.EndsWith("-password <secret-1>\n+password <secret-2>\n", diff.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_a_context_line_is_masked()
    {
        var diff = Compute("password one\na\n", "password one\nb\n", new SecretMasker([Password], []));

        Assert.Contains("\n password <secret-1>\n", diff.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_known_secret_is_masked_in_a_computed_diff()
    {
        var diff = Compute("", "do hunter2 do\n", new SecretMasker([], [new Secret("hunter2")]));

        Assert.EndsWith("+do <secret-1> do\n", diff.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_masked_where_the_diff_shows_only_its_middle()
    {
        string[] key = ["-----BEGIN PRIVATE KEY-----", "aaaa", "bbbb", "cccc", "dddd", "eeee", "-----END PRIVATE KEY-----", ""];

        var diff = Compute(string.Join('\n', key), string.Join('\n', key).Replace("dddd", "xxxx"), SecretMasker.None);

        Assert.DoesNotMatch("aaaa|bbbb|cccc|dddd|eeee|xxxx", diff.Text);
    }

    [Fact]
    public void Control_characters_of_a_config_are_visible() =>
        Assert.EndsWith("+banner \\x1b[2J\n", Compute("", "banner \u001b[2J\n", SecretMasker.None).Text, StringComparison.Ordinal);

    [Fact]
    public void Control_characters_of_a_device_diff_are_visible() =>
        Assert.Equal("+banner \\x07\n", ConfigDiff.FromDevice("+banner \a\n", SecretMasker.None).Text);

    [Fact]
    public void A_blank_device_diff_is_empty()
    {
        var diff = ConfigDiff.FromDevice(" \r\n", SecretMasker.None);

        Assert.Equal((true, ""), (diff.IsEmpty, diff.Text));
    }

    [Fact]
    public void A_device_diff_is_counted_without_its_header()
    {
        const string Text = "--- system:/running-config\n+++ session:/x\n@@ -1,2 +1,3 @@\n a\n+b\n+ c\n-d\n--- e\n";

        var diff = ConfigDiff.FromDevice(Text, SecretMasker.None);

        Assert.Equal((2, 2), (diff.Added, diff.Removed));
    }

    [Fact]
    public void A_device_diff_is_masked_behind_its_markers() =>
        Assert.Equal(
            "-  password <secret-1>\n+  password <secret-2>\n",
            ConfigDiff.FromDevice("-  password one\n+  password two\n", new SecretMasker([Password], [])).Text);

    private static ConfigDiff Compute(string before, string after, SecretMasker secrets) =>
        ConfigDiff.Compute(before, after, secrets, TestContext.Current.CancellationToken);
}
