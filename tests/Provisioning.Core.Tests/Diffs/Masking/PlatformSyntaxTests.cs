using Provisioning.Diffs;

namespace Provisioning.Core.Tests.Diffs.Masking;

/// <summary>What platforms will declare, as a proof that the mechanism carries it; the platforms test their own patterns.</summary>
public sealed class PlatformSyntaxTests
{
    private static readonly SecretPattern[] Eos =
    [
        new(@"^\s*username \S+ .*?secret (?:(?:sha512|0|5|\*) )?(?<secret>\S+)"),
        new(@"^\s*snmp-server community (?<secret>\S+)"),
        new(@"^\s*neighbor \S+ password (?:[07] )?(?<secret>\S+)"),
        new(@"\bkey (?:[07] )?(?<secret>\S+)\s*$"),
        new(@"^\s*enable (?:password|secret) (?:(?:sha512|0|5) )?(?<secret>\S+)"),
    ];

    private static readonly SecretPattern[] Frr =
    [
        new(@"^\s*(?:enable )?password (?:8 )?(?<secret>\S+)"),
        new(@"^\s*neighbor \S+ password (?<secret>\S+)"),
        new(@"message-digest-key \d+ md5 (?<secret>\S+)"),
    ];

    private static readonly SecretPattern[] Bird = [new("\\bpassword \"(?<secret>[^\"]*)\"")];

    [Theory]
    [InlineData("username admin privilege 15 role network-admin secret sha512 $6$ab$XYZ", "$6$ab$XYZ")]
    [InlineData("snmp-server community S3cr3t ro", "S3cr3t")]
    [InlineData("   neighbor 1.1.1.1 password 7 S3cr3t", "S3cr3t")]
    [InlineData("tacacs-server host 10.0.0.1 key 7 S3cr3t", "S3cr3t")]
    [InlineData("enable password sha512 $6$ab$XYZ", "$6$ab$XYZ")]
    public void Eos_lines_are_masked(string line, string secret) => IsMasked(Eos, line, secret);

    [Theory]
    [InlineData("password S3cr3t", "S3cr3t")]
    [InlineData("enable password 8 S3cr3t", "S3cr3t")]
    [InlineData(" neighbor 10.0.0.2 password S3cr3t", "S3cr3t")]
    [InlineData(" ip ospf message-digest-key 1 md5 S3cr3t", "S3cr3t")]
    public void Frr_lines_are_masked(string line, string secret) => IsMasked(Frr, line, secret);

    [Theory]
    [InlineData("    password \"S3cr3t with spaces\";", "S3cr3t with spaces")]
    [InlineData("  neighbor 10.0.0.1 as 65000; password \"S3cr3t\"; # note", "S3cr3t")]
    public void Bird_lines_are_masked(string line, string secret) => IsMasked(Bird, line, secret);

    private static void IsMasked(SecretPattern[] patterns, string line, string secret)
    {
        string[] forms = [line, "+" + line, "-" + line, " " + line, "+  " + line];
        var masker = new SecretMasker(patterns, []);

        Assert.Equal(forms.Select(form => form.Replace(secret, "<secret-1>")), forms.Select(masker.Mask));
    }
}
