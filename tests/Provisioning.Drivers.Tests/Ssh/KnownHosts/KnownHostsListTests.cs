using Provisioning.Drivers.Ssh.KnownHosts;

namespace Provisioning.Drivers.Tests.Ssh.KnownHosts;

public sealed class KnownHostsListTests
{
    private const string KeyA = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICom/EUDWPOyZPxvWJcXun1hqGVCIKBiVZCLjrAfCFYz";
    private const string KeyB = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILubkHCBF5Bcrmlr0aRyEM0GIzIb2W71SXMltEEbLpC6";
    private const string KeyC = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBCQNIO1U5+Ms6zQWI9uEIxbNo/w+SYDh4l/HJcf4BZw0BULgmiB8hVzxAo0lzFEtE3di2hEhIIrI7Tdbu6mKqaY=";

    [Theory]
    [InlineData("example.com", "example.com", 22)]
    [InlineData("Example.COM", "example.com", 22)]
    [InlineData("example.com", "EXAMPLE.com", 22)]
    [InlineData("other,example.com,10.0.0.1", "10.0.0.1", 22)]
    [InlineData("*.example.com", "leaf1.example.com", 22)]
    [InlineData("10.0.0.?", "10.0.0.7", 22)]
    [InlineData("*,!bad.example.com", "good.example.com", 22)]
    [InlineData("[example.com]:2222", "example.com", 2222)]
    [InlineData("[*.example.com]:2222", "leaf1.example.com", 2222)]
    [InlineData("2001:db8::1", "2001:DB8::1", 22)]
    [InlineData("[2001:db8::1]:830", "2001:db8::1", 830)]
    // As OpenSSH: a key that is known for the host itself also confirms it on another port.
    [InlineData("example.com", "example.com", 2222)]
    public void A_host_is_known_under(string pattern, string host, int port) =>
        Assert.Equal(new(HostKeyStatus.Known, 1), Find($"{pattern} {KeyA}", host, port));

    [Theory]
    [InlineData("example.com", "leaf1.example.com", 22)]
    [InlineData("example", "example.com", 22)]
    [InlineData("10.0.0.?", "10.0.0.17", 22)]
    [InlineData("*,!bad.example.com", "bad.example.com", 22)]
    [InlineData("!bad.example.com", "good.example.com", 22)]
    [InlineData("[example.com]:2222", "example.com", 22)]
    [InlineData("[example.com]:2222", "example.com", 2223)]
    [InlineData("[example.com]:22", "example.com", 22)]
    public void A_host_is_unknown_under(string pattern, string host, int port) =>
        Assert.Equal(new(HostKeyStatus.Unknown), Find($"{pattern} {KeyA}", host, port));

    [Theory]
    [InlineData("|1|neaLtmuZNMbgpEmubaVYbG6737E=|wiO0Wdh5Nc2rYU1I7mFkZyQL/Fg= " + KeyA, "Example.com", 22, KeyA)]
    [InlineData("|1|+PQhyvFEuzo7KUT35K7JngU15T4=|Q0zb87MKokn1qnOgznapbcGZBSg= " + KeyB, "example.com", 2222, KeyB)]
    public void A_hashed_name_is_recognised(string line, string host, int port, string key) =>
        Assert.Equal(HostKeyStatus.Known, Find(line, host, port, key).Status);

    [Fact]
    public void A_hashed_name_is_of_no_other_host() => Assert.Equal(
        HostKeyStatus.Unknown, Find("|1|neaLtmuZNMbgpEmubaVYbG6737E=|wiO0Wdh5Nc2rYU1I7mFkZyQL/Fg= " + KeyA, "example.org", 22).Status);

    [Theory]
    [InlineData(KeyB)]
    [InlineData(KeyC)]
    public void Another_key_is_a_change(string known) =>
        Assert.Equal(new(HostKeyStatus.Changed, 3), Find($"# comment\n\nexample.com {known}", "example.com", 22));

    [Fact]
    public void A_change_names_the_line_of_the_same_type() =>
        Assert.Equal(new(HostKeyStatus.Changed, 2), Find($"example.com {KeyC}\nexample.com {KeyB}", "example.com", 22));

    [Fact]
    public void A_change_under_the_port_is_not_confirmed_by_the_host_itself() =>
        Assert.Equal(new(HostKeyStatus.Changed, 2), Find($"example.com {KeyA}\n[example.com]:2222 {KeyB}", "example.com", 2222));

    [Fact]
    public void Another_key_of_the_host_itself_does_not_speak_of_the_port() =>
        Assert.Equal(HostKeyStatus.Unknown, Find($"example.com {KeyB}", "example.com", 2222).Status);

    [Fact]
    public void One_of_several_keys_is_enough() =>
        Assert.Equal(new(HostKeyStatus.Known, 3), Find($"example.com {KeyB}\nexample.com {KeyC}\nexample.com {KeyA} comment", "example.com", 22));

    [Fact]
    public void A_revoked_key_stays_revoked_where_it_is_also_trusted() =>
        Assert.Equal(new(HostKeyStatus.Revoked, 2), Find($"example.com {KeyA}\n@revoked * {KeyA}", "example.com", 22));

    [Fact]
    public void A_revoked_key_of_another_port_is_revoked() =>
        Assert.Equal(HostKeyStatus.Revoked, Find($"@revoked example.com {KeyA}", "example.com", 2222).Status);

    [Fact]
    public void A_revoked_key_says_nothing_of_other_keys() =>
        Assert.Equal(HostKeyStatus.Unknown, Find($"@revoked * {KeyB}", "example.com", 22).Status);

    [Fact]
    public void The_key_of_an_authority_is_no_host_key() =>
        Assert.Equal(HostKeyStatus.Unknown, Find($"@cert-authority * {KeyA}", "example.com", 22).Status);

    [Theory]
    [InlineData("example.com")]
    [InlineData("example.com ssh-ed25519")]
    [InlineData("example.com ssh-ed25519 %%%%")]
    [InlineData("example.com ssh-ed25519 AAAA")]
    [InlineData("example.com ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAICom/EUDWPOyZPxvWJcXun1hqGVCIKBiVZCLjrAfCFYz")]
    [InlineData("@unheard-of example.com " + KeyA)]
    [InlineData("@revoked")]
    [InlineData("|1|bm9wZQ==|bm9wZQ== " + KeyA)]
    [InlineData("|2|neaLtmuZNMbgpEmubaVYbG6737E=|wiO0Wdh5Nc2rYU1I7mFkZyQL/Fg= " + KeyA)]
    [InlineData("<<<<<<< HEAD")]
    public void A_malformed_line_trusts_nothing_and_is_reported(string line)
    {
        var list = KnownHostsList.Parse(["# comment", line]);
        Assert.Equal([2], list.MalformedLines);
        Assert.Equal(HostKeyStatus.Unknown, list.Find("example.com", 22, Read(KeyA)).Status);
    }

    [Fact]
    public void The_types_of_a_host_are_those_of_its_trusted_keys()
    {
        var list = KnownHostsList.Parse([$"example.com {KeyA}", $"[example.com]:2222 {KeyC}", $"@cert-authority * ssh-rsa AAAAB3NzaC1yc2EAAAAB", $"other {KeyC}"]);
        Assert.Equal(["ssh-ed25519"], list.TypesOf("example.com", 22));
    }

    [Fact]
    public void A_fingerprint_is_that_of_ssh_keygen() =>
        Assert.Equal("SHA256:KtUUndTUa329DryKK5/3SAoZjDeOMAH8VNWqfHVgJbM", Read(KeyA).Fingerprint);

    private static HostKeyVerdict Find(string lines, string host, int port, string key = KeyA) =>
        KnownHostsList.Parse(lines.Split('\n')).Find(host, port, Read(key));

    private static HostKey Read(string text) => HostKey.TryRead(Convert.FromBase64String(text.Split(' ')[1]))!;
}
