using Provisioning.Drivers.Platforms.CiscoIos;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

public class CiscoIosTclTests
{
    [Theory]
    [InlineData("hostname a\n", @"hostname a\n")]
    [InlineData("{ } [ ] \" $x \\ ;", @"\{ \} \[ \] \"" \$x \\ \;")]
    [InlineData("why?", @"why\077")]
    [InlineData("a\tb\x03", @"a\011b\003")]
    [InlineData("ü", @"\303\274")]
    [InlineData("\t7", @"\0117")]
    public void Whatever_tcl_or_the_line_editor_would_act_on_is_escaped(string text, string typed) =>
        Assert.Contains($"puts -nonewline $prv \"{typed}\"", CiscoIosTcl.Lines("flash:a.cfg", text).Select(line => line.Text));

    [Fact]
    public void No_line_is_longer_than_the_line_editor_takes() =>
        Assert.All(CiscoIosTcl.Lines("flash:prv-0a1b2c3d-0a1b.cfg", new string('?', 5_000)), line => Assert.True(line.Text.Length <= 254));

    [Fact]
    public void Nothing_is_written_unless_the_tcl_shell_is_there() =>
        Assert.Equal([null, CiscoIosTcl.Place, null, null, null, null], CiscoIosTcl.Lines("flash:a.cfg", "a\n").Select(line => line.At));
}
