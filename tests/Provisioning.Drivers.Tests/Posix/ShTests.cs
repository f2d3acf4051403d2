using Provisioning.Drivers.Posix;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Posix;

public class ShTests
{
    [Theory]
    [InlineData("")]
    [InlineData("two  words")]
    [InlineData("it's")]
    [InlineData("''")]
    [InlineData("$(touch /tmp/no) `id` \"$HOME\" \\ * ; & | < >\n next")]
    public async Task A_quoted_text_comes_through_a_shell_as_it_is(string text)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a POSIX shell");

        var result = await ChildProcess.RunAsync(["/bin/sh", "-c", $"printf %s {Sh.Quote(text)}"], TestContext.Current.CancellationToken);

        Assert.Equal(text, result.Output);
    }
}
