using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Provisioning.Lab.Commands;

namespace Provisioning.Lab.Platforms.CiscoXr;

/// <summary>The argument kinds of IOS XR commands.</summary>
internal static partial class XrArguments
{
    private static readonly string[] Interfaces =
        ["GigabitEthernet", "TenGigE", "TwentyFiveGigE", "FortyGigE", "HundredGigE", "Loopback", "Bundle-Ether", "MgmtEth", "tunnel-te", "BVI", "Null"];

    public static Dictionary<string, ArgumentReader> All { get; } = new(CommonArguments.All, StringComparer.Ordinal)
    {
        ["IFACE"] = Interface,
        ["ADDRESS"] = Address,
        ["ACCESS"] = (words, at, canonical) => words[at].ToUpperInvariant() is "RO" or "RW" ? Take(words[at].ToUpperInvariant(), 1, canonical) : 0,
        ["SECRET"] = (words, at, canonical) => Hidden(words, at, canonical, ["5", "8", "9", "10"], clear => ["10", "$6$lab$" + Digest(clear)]),
        ["KEY7"] = (words, at, canonical) => Hidden(words, at, canonical, ["7", "6"], clear => ["7", Digest(clear)[..22]]),
        ["KEYSTRING"] = (words, at, canonical) => Hidden(words, at, canonical, ["password", "password6"], clear => ["password", Digest(clear)[..22]]),
        ["ENCRYPTED"] = (words, at, canonical) => Hidden(words, at, canonical, ["encrypted", "7"], clear => ["encrypted", Digest(clear)[..22]]),
    };

    [GeneratedRegex(@"^([A-Za-z-]+?)(\d+(?:/(?:RP|RSP)?\d+)*(?:/CPU\d+)?(?:/\d+)*(?:\.\d+)?)?$")]
    private static partial Regex InterfaceName();

    private static int Interface(IReadOnlyList<string> words, int at, List<string> canonical)
    {
        var name = InterfaceName().Match(words[at]);
        var kind = name.Success ? Interfaces.FirstOrDefault(kind => kind.StartsWith(name.Groups[1].Value, StringComparison.OrdinalIgnoreCase)) : null;
        if (kind is null || name.Groups[2].Success)
        {
            return kind is null ? 0 : Take(kind + name.Groups[2].Value, 1, canonical);
        }

        return at + 1 >= words.Count ? -1 : char.IsAsciiDigit(words[at + 1][0]) ? Take(kind + words[at + 1], 2, canonical) : 0;
    }

    // Shown with a mask, whichever way it was typed (recorded).
    private static int Address(IReadOnlyList<string> words, int at, List<string> canonical)
    {
        var parts = words[at].Split('/');
        if (!IsAddress(parts[0]))
        {
            return 0;
        }

        if (parts.Length == 2)
        {
            return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= 32
                ? Take($"{parts[0]} {Mask(length)}", 1, canonical)
                : 0;
        }

        return at + 1 >= words.Count ? -1 : IsAddress(words[at + 1]) ? Take($"{parts[0]} {words[at + 1]}", 2, canonical) : 0;
    }

    private static bool IsAddress(string word) => word.Count(c => c == '.') == 3 && IPAddress.TryParse(word, out _);

    private static string Mask(int length) =>
        new IPAddress(BitConverter.GetBytes(IPAddress.HostToNetworkOrder(length == 0 ? 0 : -1 << (32 - length)))).ToString();

    private static int Take(string word, int taken, List<string> canonical)
    {
        canonical.Add(word);
        return taken;
    }

    // A clear-text secret (with or without 0 or "clear") is shown hidden. XR salts by chance; here the same secret looks the same.
    private static int Hidden(IReadOnlyList<string> words, int at, List<string> canonical, string[] kinds, Func<string, string[]> hide)
    {
        var more = at + 1 < words.Count;
        if (kinds.Contains(words[at]))
        {
            canonical.AddRange(more ? [words[at], words[at + 1]] : [words[at]]);
            return more ? 2 : -1;
        }

        var clear = words[at] is "0" or "clear" && more ? words[at + 1] : words[at];
        canonical.AddRange(hide(clear));
        return clear == words[at] ? 1 : 2;
    }

    private static string Digest(string clear) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(clear)));
}
