using System.Globalization;

namespace Provisioning.Lab.Commands;

/// <summary>Lists of numbers as devices write them: <c>10,20-22</c>.</summary>
internal static class NumberRanges
{
    public static SortedSet<int> Parse(string text)
    {
        var numbers = new SortedSet<int>();
        foreach (var range in text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('-')))
        {
            var first = int.Parse(range[0], CultureInfo.InvariantCulture);
            var last = Math.Min(65535, int.Parse(range[^1], CultureInfo.InvariantCulture));
            numbers.UnionWith(Enumerable.Range(first, Math.Max(0, last - first + 1)));
        }

        return numbers;
    }

    public static string Format(SortedSet<int> numbers)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var number in numbers)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(',', ranges.Select(range => range.First == range.Last
            ? range.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}")));
    }
}
