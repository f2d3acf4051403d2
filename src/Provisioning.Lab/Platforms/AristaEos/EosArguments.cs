using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Lab.Commands;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>The argument kinds of EOS commands.</summary>
internal static partial class EosArguments
{
    private static readonly string[] Interfaces = ["Ethernet", "Loopback", "Vlan", "Vxlan", "Management", "Port-Channel", "Tunnel"];

    public static Dictionary<string, ArgumentReader> All { get; } = new(CommonArguments.All, StringComparer.Ordinal)
    {
        ["IFACE"] = Interface,
        ["VLANS"] = (words, at, canonical) => VlanList().IsMatch(words[at]) ? Take(NumberRanges.Format(NumberRanges.Parse(words[at])), 1, canonical) : 0,
        ["SECRET"] = (words, at, canonical) => Secret(words, at, canonical, ["sha512", "5", "8a", "*"], Hash),
        ["KEY7"] = (words, at, canonical) => Secret(words, at, canonical, ["7", "8a"], Obscure),
    };

    [GeneratedRegex(@"^\d+(-\d+)?(,\d+(-\d+)?)*$")]
    private static partial Regex VlanList();

    [GeneratedRegex(@"^([A-Za-z-]+?)(\d+(?:[/.]\d+)*)?$")]
    private static partial Regex InterfaceName();

    private static int Take(string word, int taken, List<string> canonical)
    {
        canonical.Add(word);
        return taken;
    }

    private static int Interface(IReadOnlyList<string> words, int at, List<string> canonical)
    {
        var name = InterfaceName().Match(words[at]);
        if (!name.Success)
        {
            return 0;
        }

        var kind = Interfaces.FirstOrDefault(kind => kind.StartsWith(name.Groups[1].Value, StringComparison.OrdinalIgnoreCase));
        if (kind is null || name.Groups[2].Success)
        {
            return kind is null ? 0 : Take(kind + name.Groups[2].Value, 1, canonical);
        }

        return at + 1 >= words.Count ? -1 : char.IsAsciiDigit(words[at + 1][0]) ? Take(kind + words[at + 1], 2, canonical) : 0;
    }

    // A clear-text secret (with or without 0) is shown hashed. EOS salts by chance; here the same secret gives the same hash.
    private static int Secret(IReadOnlyList<string> words, int at, List<string> canonical, string[] kinds, Func<string, string[]> hide)
    {
        var more = at + 1 < words.Count;
        if (kinds.Contains(words[at]))
        {
            canonical.AddRange(more ? [words[at], words[at + 1]] : [words[at]]);
            return words[at] == "*" ? 1 : more ? 2 : -1;
        }

        var clear = words[at] == "0" && more ? words[at + 1] : words[at];
        canonical.AddRange(hide(clear));
        return clear == words[at] ? 1 : 2;
    }

    private static string[] Hash(string clear) => ["sha512",
        $"$6$lab$" + Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(clear))).TrimEnd('=').Replace('+', '.')];

    private static string[] Obscure(string clear) => ["7", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(clear)))[..22]];
}
