using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Lab.Commands;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>The argument kinds of IOS commands.</summary>
internal static partial class IosArguments
{
    private static readonly string[] Interfaces =
        ["FastEthernet", "GigabitEthernet", "TenGigabitEthernet", "Ethernet", "Loopback", "Vlan", "Port-channel", "Tunnel", "Serial", "Null"];

    public static Dictionary<string, ArgumentReader> All { get; } = new(CommonArguments.All, StringComparer.Ordinal)
    {
        ["IFACE"] = Interface,
        ["RIGHT"] = (words, at, canonical) => words[at].ToUpperInvariant() is "RO" or "RW" ? Take(words[at].ToUpperInvariant(), canonical) : 0,
        ["SECRET"] = (words, at, canonical) => Secret(words, at, canonical, "5", Hash),
        ["KEY"] = (words, at, canonical) => Secret(words, at, canonical, null, clear => clear),
    };

    [GeneratedRegex(@"^([A-Za-z-]+?)(\d+(?:[/.]\d+)*)?$")]
    private static partial Regex InterfaceName();

    private static int Take(string word, List<string> canonical)
    {
        canonical.Add(word);
        return 1;
    }

    private static int Interface(IReadOnlyList<string> words, int at, List<string> canonical)
    {
        var name = InterfaceName().Match(words[at]);
        var kind = name.Success ? Interfaces.FirstOrDefault(kind => kind.StartsWith(name.Groups[1].Value, StringComparison.OrdinalIgnoreCase)) : null;
        if (kind is null)
        {
            return 0;
        }

        if (name.Groups[2].Success)
        {
            canonical.Add(kind + name.Groups[2].Value);
            return 1;
        }

        if (at + 1 >= words.Count || !char.IsAsciiDigit(words[at + 1][0]))
        {
            return at + 1 >= words.Count ? -1 : 0;
        }

        canonical.Add(kind + words[at + 1]);
        return 2;
    }

    // A clear-text secret (with or without 0) is shown hashed. IOS salts by chance; here the same secret gives the same hash.
    private static int Secret(IReadOnlyList<string> words, int at, List<string> canonical, string? kind, Func<string, string> hide)
    {
        var more = at + 1 < words.Count;
        if (more && words[at] is "4" or "5" or "6" or "7" or "8" or "9")
        {
            canonical.AddRange([words[at], words[at + 1]]);
            return 2;
        }

        var clear = words[at] == "0" && more ? words[at + 1] : words[at];
        canonical.AddRange(kind is null ? [hide(clear)] : [kind, hide(clear)]);
        return clear == words[at] ? 1 : 2;
    }

    private static string Hash(string clear) =>
        "$1$lab$" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(clear)))[..22].Replace('+', '.').Replace('=', '.');
}
