using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Provisioning.Errors;

namespace Provisioning.Core.Tests.Errors;

public sealed partial class ErrorCodesPageTests
{
    private static readonly string Page = File.ReadAllText(PagePath());

    [Fact]
    public void Every_code_has_a_section_in_order_and_no_section_lacks_a_code() =>
        Assert.Equal(ErrorCode.All.Select(code => $"{code.Id} {code.Reason}"), Section().Matches(Page).Select(match => match.Groups["title"].Value));

    [Fact]
    public void Every_section_says_what_it_means_and_what_to_do() =>
        Assert.All(Section().Matches(Page), match => Assert.InRange(match.Groups["text"].Value.Trim().Split('\n').Length, 2, 4));

    [Fact]
    public void No_id_and_no_reason_is_used_twice()
    {
        Assert.Distinct(ErrorCode.All.Select(code => code.Id));
        Assert.Distinct(ErrorCode.All.Select(code => code.Reason));
    }

    private static string PagePath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Provisioning.Core/Errors/ErrorCodes.md");

    [GeneratedRegex(@"^## (?<title>.+)\n\n(?<text>(?:(?!## ).*\n?)*)", RegexOptions.Multiline)]
    private static partial Regex Section();
}
