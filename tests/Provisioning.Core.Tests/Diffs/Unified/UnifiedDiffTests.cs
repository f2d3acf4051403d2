using Provisioning.Diffs;

namespace Provisioning.Core.Tests.Diffs.Unified;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void A_change_has_three_lines_of_context() =>
        Assert.Equal(
            "--- running\n+++ intended\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n",
            Diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n"));

    [Fact]
    public void Changes_whose_context_touches_share_a_hunk() =>
        Assert.Equal(
            "--- running\n+++ intended\n@@ -1,8 +1,8 @@\n-a\n+x\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+y\n",
            Diff("a\n1\n2\n3\n4\n5\n6\nb\n", "x\n1\n2\n3\n4\n5\n6\ny\n"));

    [Fact]
    public void Changes_further_apart_have_their_own_hunks() =>
        Assert.Equal(
            "--- running\n+++ intended\n@@ -1,4 +1,4 @@\n-a\n+x\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+y\n",
            Diff("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "x\n1\n2\n3\n4\n5\n6\n7\ny\n"));

    [Fact]
    public void An_empty_old_text_is_range_zero() =>
        Assert.Equal("--- running\n+++ intended\n@@ -0,0 +1,3 @@\n+a\n+b\n+c\n", Diff("", "a\nb\nc\n"));

    [Fact]
    public void An_empty_new_text_is_range_zero() =>
        Assert.Equal("--- running\n+++ intended\n@@ -1,2 +0,0 @@\n-a\n-b\n", Diff("a\nb\n", ""));

    [Fact]
    public void A_newline_that_comes_at_the_end_is_a_change() =>
        Assert.Equal(
            "--- running\n+++ intended\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n", Diff("a", "a\n"));

    [Fact]
    public void A_last_context_line_without_newline_says_so() =>
        Assert.Equal(
            "--- running\n+++ intended\n@@ -1,2 +1,2 @@\n-a\n+b\n z\n\\ No newline at end of file\n", Diff("a\nz", "b\nz"));

    [Fact]
    public void Carriage_returns_at_line_ends_are_data() =>
        Assert.Equal("--- running\n+++ intended\n@@ -1,2 +1,2 @@\n-a\r\n+a\n b\r\n", Diff("a\r\nb\r\n", "a\nb\r\n"));

    [Fact]
    public void A_carriage_return_at_the_very_end_is_data() =>
        Assert.Equal(
            "--- running\n+++ intended\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\r\n\\ No newline at end of file\n",
            Diff("a", "a\r"));

    [Fact]
    public void Applying_a_diff_gives_the_new_text()
    {
        foreach (var (before, after) in RandomTexts.Pairs(seed: 7, count: 5000).Where(pair => pair.Before != pair.After))
        {
            Assert.Equal(after, UnifiedApplier.Apply(before, Diff(before, after)));
        }
    }

    private static string Diff(string before, string after) =>
        ConfigDiff.Compute(before, after, SecretMasker.None, TestContext.Current.CancellationToken).Text;
}
