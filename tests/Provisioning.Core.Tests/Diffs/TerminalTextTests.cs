using Provisioning.Diffs;

namespace Provisioning.Core.Tests.Diffs;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("\u001b[31mred", "\\x1b[31mred")]
    [InlineData("\u001b]0;title\a", "\\x1b]0;title\\x07")]
    [InlineData("a\u0000b\bc", "a\\x00b\\x08c")]
    [InlineData("a\u007f\u009b2J", "a\\x7f\\x9b2J")]
    [InlineData("real\rfake", "real\\x0dfake")]
    [InlineData("end\r", "end\\x0d")]
    [InlineData("a\u202eb\u2066c", "a\\u202eb\\u2066c")]
    public void What_steers_a_terminal_becomes_visible(string text, string shown) =>
        Assert.Equal(shown, TerminalText.Escape(text));

    [Theory]
    [InlineData("")]
    [InlineData("\ttabs and\r\nline ends\n")]
    [InlineData("Zürich, 東京, ✓")]
    public void Harmless_text_stays(string text) => Assert.Equal(text, TerminalText.Escape(text));
}
