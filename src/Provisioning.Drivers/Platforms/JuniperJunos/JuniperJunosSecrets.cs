using Provisioning.Diffs;

namespace Provisioning.Drivers.Platforms.JuniperJunos;

/// <summary>
/// Where secrets stand in Junos configurations, in braces and in <c>set</c> lines. Junos marks most of them with
/// <c>## SECRET-DATA</c>, but neither in <c>set</c> lines nor in comparisons, and not where an intended config has them clear.
/// </summary>
internal static class JuniperJunosSecrets
{
    // A value in quotes, or a word up to the sign that ends it.
    private const string Value = """(?:"(?<secret>(?:[^"\\]|\\.)+)"|(?<secret>[^\s";\[\]{}]+))""";

    // The same where it may stand anywhere: begun at its beginning only, or a long line would cost the square of its length.
    private const string WholeValue = """(?:(?<!\\)"(?<secret>(?:[^"\\]|\\.)+)"|(?<![^\s";\[\]{}])(?<secret>[^\s";\[\]{}]+))""";

    // Words of a statement, not of a quoted text.
    private const string Statement = """^[^"]*?(?<![\w-])""";

    private const string Words =
        "encrypted-password|plain-text-password-value|simple-password|authentication-password|privacy-password|pap-password|default-password|"
        + "secret|shared-secret|chap-secret|default-chap-secret|passphrase|community-name|ascii-text|hexadecimal|"
        + "privacy-key|hello-authentication-key|key-string|keys\\s+key|ssh-rsa|ssh-dsa|ssh-ecdsa|ssh-ed25519";

    public static IReadOnlyList<SecretPattern> Patterns { get; } =
    [
        new($"""{WholeValue}\s*;\s*##\s*SECRET-DATA"""),
        new("""(?<secret>\$(?:1|5|6|8|9|sha1|sha256)\$[^\s";]+)"""),
        new($"""{Statement}(?:{Words})\s+{Value}"""),
        new($"""{Statement}authentication-key\s+(?!\d+\s+(?:type|value)\b){Value}"""),

        // "authentication-key 5 type md5 value x" of NTP, "md5 1 key x" of OSPF.
        new($"""{Statement}authentication-key\s+\d+\s+(?:type\s+\S+\s+)?value\s+{Value}"""),
        new($"""{Statement}md5\s+\d+\s+key\s+{Value}"""),

        // SNMP's communities. Those of routing policies have the same word, but are deeper or have their members on the line.
        new($"""{Statement}snmp\s+(?:routing-instance\s+\S+\s+)?community\s+{Value}"""),
        new($$"""^\s*(?:\w+:\s+)*community\s+{{Value}}\s*\{"""),
        new($$"""^\s{0,4}(?:\w+:\s+)*community\s+{{Value}}\s*;"""),
    ];
}
