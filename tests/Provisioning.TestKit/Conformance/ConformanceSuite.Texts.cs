using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.TestKit.Conformance;

/// <content>Text that a terminal, a shell, a file transfer or XML would act on.</content>
public abstract partial class ConformanceSuite
{
    private static readonly IReadOnlyDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["braces"] = "braces { } [ ] ( ) <one>",
        ["unbalanced braces"] = "}}} {",
        ["quotes"] = "quotes \" ' ` and 'more\"",
        ["dollars"] = "$HOME $(reboot) ${IFS} `id`",
        ["backslashes"] = @"back\slash \n \\ \x41 end\",
        ["XML"] = "a & b < c > d &amp; ]]> <!-- x -->",
        ["UTF-8"] = "Zürich Genève 東京",
        ["punctuation"] = "100% #1 ! ; | && ~ ^ @ * = + , : .",
        ["question mark"] = "really?",
        ["tab"] = "a\tb",
        ["ETX"] = "a\x03b",
        ["like a prompt"] = "leaf1# router1(config)# user@host>",
        ["words of the command line"] = "end exit quit no abort commit EOF",
        ["double spaces"] = "two  spaces   three",
        ["a long line"] = new string('x', 3_980),
    };

    /// <summary>Each goes through whole, or is refused before anything is changed: one after another, on the same device.</summary>
    [Fact]
    public async Task Awkward_text_arrives_whole_or_is_refused()
    {
        await using var bed = await StartAsync();
        var wrong = new List<string>();
        foreach (var (kind, text) in Texts)
        {
            try
            {
                await ArrivesWholeOrIsRefusedAsync(bed, text);
            }
            catch (Xunit.Sdk.XunitException exception)
            {
                wrong.Add($"{kind}: {exception.Message}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task ArrivesWholeOrIsRefusedAsync(ConformanceBed bed, string text)
    {
        var (running, startup) = (await bed.RunningAsync(), await bed.StartupAsync());

        var result = await RunAsync(bed, AnOperation(bed), bed.Describing(text), Commit);

        if (result.Outcome == ProvisionOutcome.Failed)
        {
            AssertEnds(result, ProvisionOutcome.Failed, DeviceState.Untouched);
            Assert.True(result.Error!.Code == ErrorCode.IntendedConfigUnsendable || result.Error.Code == ErrorCode.LoadRejected, $"Refused with {result.Error}");
            Assert.Equal((running, startup), (await bed.RunningAsync(), await bed.StartupAsync()));
        }
        else
        {
            AssertEnds(result, ProvisionOutcome.Changed, DeviceState.Committed);
            Assert.Contains(bed.Shown(text), await bed.StartupAsync(), StringComparison.Ordinal);
        }

        Assert.Empty(await bed.LeftoversAsync());
    }
}
