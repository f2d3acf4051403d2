using Provisioning.Credentials;
using Provisioning.Diffs;

namespace Provisioning.Core.Tests.Diffs;

public sealed class SecretMaskerTests
{
    private const string Base64 = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gt";

    private static readonly SecretPattern Password = new(@"^\s*password (?<secret>\S+)");

    [Fact]
    public void The_same_secret_has_the_same_number_in_every_text()
    {
        var masker = new SecretMasker([Password], []);
        masker.Mask("password one\npassword two\n");

        Assert.Equal("password <secret-2>\npassword <secret-1>", masker.Mask("password two\npassword one"));
    }

    [Fact]
    public void A_known_secret_and_the_same_one_in_syntax_share_a_number() =>
        Assert.Equal(
            "password <secret-1>\nx <secret-1>", new SecretMasker([Password], [new Secret("hunter2")]).Mask("password hunter2\nx hunter2"));

    [Fact]
    public void Masked_text_stays_as_it_is()
    {
        var masker = new SecretMasker([Password], [new Secret("secret")]);
        var masked = masker.Mask("password one\nmy secret\n");

        Assert.Equal(masked, masker.Mask(masked));
    }

    [Theory]
    [InlineData("+password x", "+password <secret-1>")]
    [InlineData("-   password x", "-   password <secret-1>")]
    [InlineData("  +  password x", "  +  password <secret-1>")]
    [InlineData("   password x", "   password <secret-1>")]
    [InlineData("password x\r\n", "password <secret-1>\r\n")]
    [InlineData("PASSWORD x", "PASSWORD <secret-1>")]
    public void A_pattern_for_the_start_of_a_line_works_behind_markers(string line, string masked) =>
        Assert.Equal(masked, new SecretMasker([Password], []).Mask(line));

    [Fact]
    public void Every_secret_of_a_line_is_masked() =>
        Assert.Equal(
            "key <secret-1> key <secret-2>", new SecretMasker([new SecretPattern(@"key (?<secret>\S+)")], []).Mask("key a1 key b2"));

    [Fact]
    public void The_longest_of_known_secrets_that_begin_alike_is_masked() =>
        Assert.Equal("x <secret-1> y", new SecretMasker([], [new Secret("abcd"), new Secret("abcdef")]).Mask("x abcdef y"));

    [Fact]
    public void Known_secrets_that_overlap_are_masked_whole() =>
        Assert.Equal("x <secret-1> y", new SecretMasker([], [new Secret("abcdef"), new Secret("efgh")]).Mask("x abcdefgh y"));

    [Fact]
    public void A_known_secret_is_masked_inside_words() =>
        Assert.Equal("x<secret-1>y", new SecretMasker([], [new Secret("abcd")]).Mask("xabcdy"));

    [Fact]
    public void A_short_known_secret_is_masked_only_as_a_word() =>
        Assert.Equal("<secret-1> scab \"<secret-1>\"", new SecretMasker([], [new Secret("ab")]).Mask("ab scab \"ab\""));

    [Fact]
    public void An_empty_known_secret_masks_nothing() => Assert.Equal("a b", new SecretMasker([], [new Secret("")]).Mask("a b"));

    [Fact]
    public void A_known_secret_of_many_lines_is_masked_line_by_line() =>
        Assert.Equal(
            "x <secret-1>\n<secret-2> y", new SecretMasker([], [new Secret("first\nsecond\n")]).Mask("x first\nsecond y"));

    [Fact]
    public void The_body_of_a_private_key_is_masked() =>
        Assert.Equal(
            "a\n-----BEGIN EC PRIVATE KEY-----\n<secret-1>\n  <secret-2>\n-----END EC PRIVATE KEY-----\nb\n",
            SecretMasker.None.Mask("a\n-----BEGIN EC PRIVATE KEY-----\nMHcC\n  AQE=\n-----END EC PRIVATE KEY-----\nb\n"));

    [Fact]
    public void A_private_key_behind_diff_markers_is_masked() =>
        Assert.Equal(
            "+-----BEGIN PRIVATE KEY-----\n+<secret-1>\n-<secret-2>\n+-----END PRIVATE KEY-----\n b\n",
            SecretMasker.None.Mask("+-----BEGIN PRIVATE KEY-----\n+MHcC\n-AQE=\n+-----END PRIVATE KEY-----\n b\n"));

    [Fact]
    public void A_private_key_without_end_is_masked_to_the_end_of_the_hunk() =>
        Assert.Equal(
            "-----BEGIN PRIVATE KEY-----\n<secret-1>\n<secret-2>\n@@ -9 +9 @@\n a\n",
            SecretMasker.None.Mask("-----BEGIN PRIVATE KEY-----\nProc-Type: x\nMHcC\n@@ -9 +9 @@\n a\n"));

    [Fact]
    public void The_end_of_a_private_key_without_its_begin_is_masked() =>
        Assert.Equal(
            "@@ -9,3 +9,3 @@\n <secret-1>\n-<secret-2>\n -----END PRIVATE KEY-----\n",
            SecretMasker.None.Mask("@@ -9,3 +9,3 @@\n MHcC\n-AQE=\n -----END PRIVATE KEY-----\n"));

    [Fact]
    public void A_private_key_in_one_line_is_masked() =>
        Assert.Equal(
            "key \"-----BEGIN PRIVATE KEY-----<secret-1>-----END PRIVATE KEY-----\"\nb",
            SecretMasker.None.Mask("key \"-----BEGIN PRIVATE KEY-----\\nMHcC\\n-----END PRIVATE KEY-----\"\nb"));

    [Fact]
    public void A_public_key_block_is_no_private_key() =>
        Assert.Equal("-----BEGIN CERTIFICATE-----\nMHcC\n", SecretMasker.None.Mask("-----BEGIN CERTIFICATE-----\nMHcC\n"));

    [Theory]
    [InlineData(Base64, "<secret-1>")]
    [InlineData("+" + Base64, "+<secret-1>")]
    [InlineData("   " + Base64 + "==\r\n", "   <secret-1>\r\n")]
    public void A_line_of_nothing_but_encoded_data_is_masked(string line, string masked) =>
        Assert.Equal(masked, SecretMasker.None.Mask(line));

    [Theory]
    [InlineData("copy scp://admin:hunter2@10.0.0.1/x flash:", "copy scp://admin:<secret-1>@10.0.0.1/x flash:")]
    [InlineData("ftp://:p/w@x@10.0.0.1", "ftp://:<secret-1>@10.0.0.1")]
    public void A_password_in_an_address_is_masked(string line, string masked) => Assert.Equal(masked, SecretMasker.None.Mask(line));

    [Theory]
    [InlineData("http://10.0.0.1:8080/path")]
    [InlineData("ssh://admin@10.0.0.1")]
    public void An_address_without_password_stays(string line) => Assert.Equal(line, SecretMasker.None.Mask(line));

    [Fact]
    public void A_line_that_takes_too_long_to_search_is_masked_whole()
    {
        var masker = new SecretMasker([new SecretPattern("^(a+)+(?<secret>b)$")], []);

        Assert.Equal("+ <secret-1>\nshort", masker.Mask("+ " + new string('a', 60) + "c\nshort"));
    }

    [Fact]
    public void The_number_of_lines_stays_the_same()
    {
        var random = new Random(3);
        string[] parts = ["\n", "\r\n", "\r", "password x", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", Base64, " ", "a://b:c@d"];
        var masker = new SecretMasker([Password, new SecretPattern(@"(?<secret>\s*)")], [new Secret("x\n\r"), new Secret("b\nc")]);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(random.GetItems(parts, 20));
            Assert.Equal(text.Count(character => character == '\n'), masker.Mask(text).Count(character => character == '\n'));
        }
    }

    [Fact]
    public void Many_threads_agree_on_the_numbers()
    {
        var masker = new SecretMasker([Password], []);
        var text = string.Concat(Enumerable.Range(0, 200).Select(number => $"password s{number}\n"));

        var masked = Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(8).Select(_ => masker.Mask(text)).Distinct().ToList();

        Assert.Equal(200, Assert.Single(masked).Split('\n').Where(line => line.Length > 0).Distinct().Count());
    }

    [Fact]
    public void A_pattern_must_say_what_is_secret() => Assert.Throws<ArgumentException>(() => new SecretPattern("password (.*)"));
}
