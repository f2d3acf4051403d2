using System.Text;
using CsCheck;

namespace Provisioning.TestKit.Faults;

/// <summary>
/// Texts that are made to break parsers. How many a property tries is CsCheck's own setting: 100 by default, more by the environment
/// (CsCheck_Iter, CsCheck_Time in seconds); a failing case prints its seed, which CsCheck_Seed tries again.
/// </summary>
public static class FuzzTexts
{
    /// <summary>Any text, half of a surrogate pair included.</summary>
    public static Gen<string> Any { get; } = Gen.OneOf(
        Gen.String, Gen.String[Gen.Char[" \t\r\n\0\x1b\b#>%!:;,=|\"'\\{}[]()<>&-+@~*?.0a"], 0, 60], Gen.String[Gen.Char['\ud7f0', '\ue010'], 0, 5]);

    /// <summary>Bytes, of which most are a text.</summary>
    public static Gen<byte[]> Bytes(params string[] tokens) =>
        Gen.OneOf(Of(tokens).Select(Encoding.UTF8.GetBytes), Gen.Byte.Array[0, 200]);

    /// <summary>What a format's own words make in any order, and other text between them.</summary>
    public static Gen<string> Of(params string[] tokens) => Gen.Frequency((6, Gen.OneOf(tokens)), (1, Any)).Array[0, 30].Select(string.Concat);

    /// <summary>Lines made of a format's own words, as they are when they came as bytes.</summary>
    public static Gen<string[]> Lines(params string[] tokens) => Of(tokens).Select(line => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line.ReplaceLineEndings(" ")))).Array[0, 20];

    /// <summary>Cuts bytes into pieces, of one byte too.</summary>
    public static Gen<byte[][]> Pieces(byte[] bytes) => Gen.Int[1, 40].Array[1, 20].Select(sizes => Cut(bytes, sizes));

    private static byte[][] Cut(byte[] bytes, int[] sizes)
    {
        var pieces = new List<byte[]>();
        for (var (at, index) = (0, 0); at < bytes.Length; index++)
        {
            var size = Math.Min(sizes[index % sizes.Length], bytes.Length - at);
            pieces.Add(bytes[at..(at + size)]);
            at += size;
        }

        return [.. pieces];
    }
}
