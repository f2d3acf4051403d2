using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace Provisioning.Lab.Commands;

/// <summary>Argument kinds that several platforms share.</summary>
internal static class CommonArguments
{
    public static Dictionary<string, ArgumentReader> All { get; } = new(StringComparer.Ordinal)
    {
        ["WORD"] = (words, at, canonical) => One(words[at], canonical),
        ["INT"] = (words, at, canonical) => words[at].All(char.IsAsciiDigit) ? One(words[at], canonical) : 0,
        ["TEXT"] = Text,
        ["IP"] = (words, at, canonical) => IsAddress(words[at]) ? One(words[at], canonical) : 0,
        ["PREFIX"] = (words, at, canonical) => Prefix(words, at, canonical, network: false),
        ["NETWORK"] = (words, at, canonical) => Prefix(words, at, canonical, network: true),
    };

    private static int One(string word, List<string> canonical)
    {
        canonical.Add(word);
        return 1;
    }

    private static int Text(IReadOnlyList<string> words, int at, List<string> canonical)
    {
        canonical.AddRange(words.Skip(at));
        return words.Count - at;
    }

    private static bool IsAddress(string word) =>
        IPAddress.TryParse(word, out var address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 || word.Count(c => c == '.') == 3);

    private static int Prefix(IReadOnlyList<string> words, int at, List<string> canonical, bool network)
    {
        var parts = words[at].Split('/');
        if (!IsAddress(parts[0]) || parts.Length > 2)
        {
            return 0;
        }

        if (parts.Length == 2)
        {
            return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= Bits(parts[0])
                ? One(Canonical(parts[0], length, network), canonical)
                : 0;
        }

        if (at + 1 >= words.Count)
        {
            return -1;
        }

        return IsAddress(words[at + 1]) && MaskLength(words[at + 1]) is { } mask
            ? One(Canonical(parts[0], mask, network), canonical) + 1
            : 0;
    }

    private static int Bits(string address) => IPAddress.Parse(address).AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static int? MaskLength(string mask)
    {
        var bits = BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(mask).GetAddressBytes());
        var ones = BitOperations.PopCount(bits);
        return BitOperations.LeadingZeroCount(~bits) == ones ? ones : null;
    }

    private static string Canonical(string address, int length, bool network)
    {
        if (!network)
        {
            return $"{address}/{length}";
        }

        var bytes = IPAddress.Parse(address).GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var keep = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - keep));
        }

        return $"{new IPAddress(bytes)}/{length}";
    }
}
