using Provisioning.Diffs;

namespace Provisioning.Drivers.Platforms.CiscoNxos;

/// <summary>Where secrets stand in NX-OS config text (Cisco's NX-OS security and unicast routing command references).</summary>
internal static class CiscoNxosSecrets
{
    public static IReadOnlyList<SecretPattern> Patterns { get; } =
    [
        new(@"\b(?:password|secret|passphrase)\s+(?!strength-check|secure-mode|prompt|lifetime|time-values)(?:[0-9]\s+)?(?<secret>\S+)"),
        new(@"\bsshkey\s+(?<secret>\S.*)$"),
        new(@"\bsnmp-server\s+community\s+(?<secret>\S+)"),
        new(@"\bsnmp-server\s+host\s+\S+(?:\s+(?:use-vrf\s+\S+|filter-vrf\s+\S+|source-interface\s+\S+|traps|informs|version\s+(?:1|2c)))*\s+(?!version\b|use-vrf\b|filter-vrf\b|source-interface\b|traps\b|informs\b|udp-port\b)(?<secret>\S+)"),
        new(@"\bsnmp-server\s+user\b.*?\bauth\s+\S+\s+(?<secret>\S+)"),
        new(@"\bsnmp-server\s+user\b.*?\bpriv\s+(?:aes-128\s+)?(?<secret>\S+)"),
        new(@"\b(?:tacacs-server|radius-server)\s+(?:host\s+\S+\s+(?:\S+\s+)*?)?key\s+(?:[0-9]\s+)?(?<secret>\S+)"),
        new(@"\bkey-(?:string|octet-string)\s+(?:[0-9]\s+)?(?<secret>\S+)"),
        new(@"\bntp\s+authentication-key\s+\d+\s+md5\s+(?<secret>\S+)"),
        new(@"\bip\s+(?:ospf|eigrp)\s+authentication-key\s+(?:[0-9]\s+)?(?<secret>\S+)"),
        new(@"\bmessage-digest-key\s+\d+\s+md5\s+(?:[0-9]\s+)?(?<secret>\S+)"),
        new(@"\bauthentication\s+(?:md5\s+key-string|text)\s+(?:[0-9]\s+)?(?<secret>\S+)"),
        new(@"\bencryption\s+(?:pre-shared-key|key)\s+(?:[0-9]\s+)?(?<secret>\S+)"),
        new(@"\bpre-shared-key\s+(?:address\s+\S+\s+)?(?:key\s+)?(?:[0-9]\s+)?(?<secret>\S+)"),
        new(@"\bfabric\s+forwarding\s+.*\bkey\s+(?<secret>\S+)"),
    ];
}
