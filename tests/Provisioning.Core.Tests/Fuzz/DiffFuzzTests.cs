using CsCheck;
using Provisioning.Core.Tests.Diffs.Unified;
using Provisioning.Credentials;
using Provisioning.Diffs;
using Provisioning.TestKit.Faults;

namespace Provisioning.Core.Tests.Fuzz;

public sealed class DiffFuzzTests
{
    private const string Secret = "sEcret-9";

    private static readonly string[] Words = ["!\n", " exit\n", "+\n", "-- x\n", "\n", "a\r\n", "@@ -1 +1 @@\n", "\\ No newline\n", "--- a\n", "+++ b\n", "x", " "];

    // A diff with something masked in it or made visible cannot be applied.
    private static readonly Gen<string> Texts = FuzzTexts.Of(Words).Select(TerminalText.Escape).Where(text => SecretMasker.None.Mask(text) == text);

    [Fact]
    public void Applying_a_diff_to_the_old_text_gives_the_new_one() =>
        Texts.Select(Texts).Sample((before, after) =>
        {
            var diff = ConfigDiff.Compute(before, after, SecretMasker.None);
            Assert.Equal(before == after, diff.IsEmpty);
            Assert.Equal(after, diff.IsEmpty ? before : UnifiedApplier.Apply(before, diff.Text));
        });

    [Fact]
    public void A_secret_is_in_no_diff_wherever_it_stands() =>
        FuzzTexts.Of([.. Words, Secret, $"{Secret}\n", "<secret-", "1>", "-----BEGIN PRIVATE KEY-----\n", "://u:", "@"])
            .Select(FuzzTexts.Of(["a\n", Secret, "password ", "\n"]))
            .Sample((before, after) =>
            {
                var masker = new SecretMasker([new(@"password (?<secret>\S+)")], [new(Secret)]);
                Assert.DoesNotContain(Secret, ConfigDiff.Compute(before, after, masker).Text, StringComparison.Ordinal);
                Assert.DoesNotContain(Secret, ConfigDiff.FromDevice(before, masker).Text, StringComparison.Ordinal);
                Assert.Equal(before.Count(character => character == '\n'), masker.Mask(before).Count(character => character == '\n'));
            });

    [Fact]
    public void Nothing_that_steers_a_terminal_is_in_a_diff() =>
        FuzzTexts.Of([.. Words, "\x1b[2J", "\u009b", "\r", "\u202e"]).Select(FuzzTexts.Any).Sample((before, after) =>
            Assert.DoesNotContain(ConfigDiff.Compute(before, after, SecretMasker.None).Text, character => character is '\x1b' or '\u009b' or '\u202e' or '\a' or '\0'));

    /// <summary>Texts of few different lines, moved, doubled and reversed: the square of these lengths would take minutes and gigabytes.</summary>
    [Fact]
    public void A_diff_of_long_texts_takes_memory_in_proportion() =>
        Gen.Int[1, 6].Select(Gen.Int[1, 5000], Gen.Bool).Sample(
            (kinds, shift, reversed) =>
            {
                const int Lines = 50_000;
                var lines = Enumerable.Range(0, Lines).Select(number => $"line {number * 2654435761L % (long)Math.Pow(10, kinds)}").ToArray();
                string[] moved = [.. lines[shift..], .. lines[..shift]];
                if (reversed)
                {
                    Array.Reverse(moved);
                }

                var began = GC.GetAllocatedBytesForCurrentThread();
                var diff = ConfigDiff.Compute(string.Join('\n', lines), string.Join('\n', moved), SecretMasker.None);
                Assert.InRange(diff.Text.Length, 0, 40 * 2 * Lines);
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - began, 0, 20_000L * 2 * Lines);
            },
            iter: 3);
}
