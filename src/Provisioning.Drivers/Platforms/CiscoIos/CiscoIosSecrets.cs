using Provisioning.Diffs;

namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <summary>Where secrets stand in an IOS config.</summary>
internal static class CiscoIosSecrets
{
    // A number before a secret tells how it is hidden: 0 clear, 4, 5, 8, 9 hashed, 6 and 7 reversible.
    private const string Kind = @"(?:\d\s+)?";

    public static IReadOnlyList<SecretPattern> Patterns { get; } =
    [
        new($@"\b(?:secret|password|passphrase)\s+(?!(?:encryption|policy|length|strength|logging|level)\b){Kind}(?<secret>\S+)"),
        new($@"\benable\s+(?:secret|password)\s+level\s+\d+\s+{Kind}(?<secret>\S+)"),
        new(@"\bsnmp-server\s+community\s+(?<secret>\S+)"),
        new(@"\bsnmp-server\s+host\s+\S+(?:\s+(?:vrf\s+\S+|traps|informs|version\s+(?:1|2c)))*\s+(?!version\b|vrf\b|traps\b|informs\b)(?<secret>\S+)"),
        new(@"\bsnmp-server\s+user\b.*?\bauth\s+(?:md5|sha\S*)\s+(?<secret>\S+)"),
        new(@"\bsnmp-server\s+user\b.*?\bpriv\s+(?:des|3des|aes(?:\s+(?:128|192|256))?)\s+(?<secret>\S+)"),
        new($@"\b(?:tacacs-server|radius-server|server-private)\b.*\bkey\s+{Kind}(?<secret>\S+)"),
        new($@"(?:^\s*(?:key|pac\s+key|shared-key)|\bserver-key)\s+(?!chain\b|\d+\s*$|config-key\b){Kind}(?<secret>\S+)"),
        new($@"\bkey-string\s+{Kind}(?<secret>\S+)"),
        new($@"\b(?:authentication-key|md5|hmac-sha\S*)\s+{Kind}(?<secret>(?!\d+(?:\s|$)|md5\b)\S+)(?=\s*\d*\s*$)"),
        new(@"\bntp\s+authentication-key\s+\d+\s+\S+\s+(?<secret>\S+)"),
        new($@"\bmessage-digest-key\s+\d+\s+md5\s+{Kind}(?<secret>\S+)"),
        new($@"\b(?:vrrp|standby|glbp)\s+\d+\s+authentication\s+(?:text\s+|md5\s+key-string\s+)?{Kind}(?<secret>(?!md5\b|text\b)\S+)"),
        new($@"\bisis\s+authentication\s+key-string\s+{Kind}(?<secret>\S+)"),
        new($@"\b(?:isakmp|ikev2)\s+key\s+{Kind}(?<secret>\S+)"),
        new($@"\bpre-shared-key\s+(?:address\s+\S+(?:\s+\S+)?\s+key\s+|hostname\s+\S+\s+key\s+|local\s+|remote\s+|ascii\s+|hex\s+)*{Kind}(?<secret>\S+)"),
        new($@"\bppp\s+(?:chap|pap)\b.*\bpassword\s+{Kind}(?<secret>\S+)"),
        new($@"\b(?:wpa-psk|psk\s+set-key)\s+(?:ascii|hex)\s+{Kind}(?<secret>\S+)"),
        new(@"\bkey\s+config-key\s+password-encrypt\s+(?<secret>\S+)"),
    ];
}
