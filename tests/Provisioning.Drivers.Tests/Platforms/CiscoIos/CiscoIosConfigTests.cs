using Provisioning.Drivers.Platforms.CiscoIos;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

public class CiscoIosConfigTests
{
    [Theory]
    [InlineData("hostname a\n", "hostname a\nend\n")]
    [InlineData("hostname a", "hostname a\nend\n")]
    [InlineData("hostname a\nend\n", "hostname a\nend\n")]
    [InlineData("hostname a\nend\n\n!\n", "hostname a\nend\n")]
    [InlineData("interface Loopback0\n description the end\n", "interface Loopback0\n description the end\nend\n")]
    public void A_file_ends_with_end(string config, string file) => Writes(config, file);

    [Fact]
    public void What_show_running_config_puts_before_a_config_is_left_out() => Writes(
        "Building configuration...\n\nCurrent configuration : 5911 bytes\n!\n! Last configuration change at 10:00:00 UTC Mon Jan 1 2024 by admin\n! NVRAM config last updated at 10:00:00 UTC Mon Jan 1 2024 by admin\n!\nversion 15.7\nend\n",
        "\n!\n!\nversion 15.7\nend\n");

    [Theory]
    [InlineData("banner motd ^C\nhello\n^C\nhostname a\n", "banner motd \x03\nhello\n\x03\nhostname a\nend\n")]
    [InlineData("banner motd ^Chello^C\nhostname a\n", "banner motd \x03hello\x03\nhostname a\nend\n")]
    [InlineData("banner exec ^C\nshort\nlast^C trailing\nhostname a\n", "banner exec \x03\nshort\nlast\x03\nhostname a\nend\n")]
    [InlineData("aaa authentication fail-message ^Cno^C\n", "aaa authentication fail-message \x03no\x03\nend\n")]
    [InlineData("banner motd ^C\nend\nquit\nexit\n!\n  two  spaces\n^C\n", "banner motd \x03\nend\nquit\nexit\n!\n  two  spaces\n\x03\nend\n")]
    public void The_delimiter_that_a_screen_shows_becomes_the_real_one(string config, string file) => Writes(config, file);

    [Theory]
    [InlineData("banner motd #\nhello\n#\n")]
    [InlineData("banner motd \x03\nhello ^C\n\x03\n")]
    [InlineData("banner motd ^Care for it^\n")]
    [InlineData("interface Loopback0\n description ^C is a key\n")]
    public void Other_delimiters_and_texts_stay(string config) => Writes(config, config + "end\n");

    [Theory]
    [InlineData("crypto pki certificate chain TP\n certificate self-signed 01\n  30820229 30820192\n        quit\nhostname a\n")]
    [InlineData("crypto pki certificate chain TP\n certificate ca 4279\n  30820229\nquit\nhostname a\n")]
    [InlineData("crypto pki certificate chain TP\n certificate 1A2B\n  30820229\n  \tquit\nhostname a\n")]
    public void The_line_that_ends_a_certificate_gets_its_tab_back(string config) =>
        Assert.Contains("\n  \tquit\nhostname a\n", CiscoIosConfig.ToFile(config, LoadOperation.Merge), StringComparison.Ordinal);

    [Fact]
    public void A_certificate_in_nvram_has_no_text() =>
        Writes("crypto pki certificate chain TP\n certificate ca 01 nvram:Root#1CA.cer\n", "crypto pki certificate chain TP\n certificate ca 01 nvram:Root#1CA.cer\nend\n");

    [Fact]
    public void A_macro_goes_to_its_own_end() => Writes("macro name a\ninterface $x\nend\n@\nhostname a\n", "macro name a\ninterface $x\nend\n@\nhostname a\nend\n");

    [Theory]
    [InlineData("hostname a\nbanner motd ^C\nhello\n", "line 2", "'^'")]
    [InlineData("banner motd #\nhello\n", "line 1", "'#'")]
    [InlineData("!\n!\ncrypto pki certificate chain TP\n certificate ca 01\n  3082\n", "line 4", "'quit'")]
    [InlineData("macro name a\nx\n", "line 1", "'@'")]
    [InlineData("hostname a\nend\nhostname b\n", "Line 3", "'end'")]
    [InlineData("banner motd #\na\nb\n#\nend\nhostname b\n", "Line 6", "line 5")]
    public void A_text_without_end_or_behind_the_end_is_refused_with_its_place(string config, params string[] named) =>
        Refuses(config, LoadOperation.Merge, ErrorCode.LoadRejected, named);

    [Theory]
    [InlineData("hostname a\n description a\x1b[2Jb\n", "Line 2", "column 15", @"\x1b")]
    [InlineData("hostname a\0\n", "Line 1", "column 11", @"\x00")]
    [InlineData("hostname a\r\n", "Line 1", "column 11", @"\x0d")]
    [InlineData("!\nhostname \x7f\n", "Line 2", "column 10", @"\x7f")]
    public void A_control_character_is_refused_with_its_place(string config, params string[] named) =>
        Refuses(config, LoadOperation.Merge, ErrorCode.IntendedConfigUnsendable, named);

    [Theory]
    [InlineData("hostname a\nend\n")]
    [InlineData("banner motd ^C\nversion 15.7\n^C\n")]
    [InlineData(" version 15.7\n")]
    public void A_replacement_without_version_is_refused(string config) => Refuses(config, LoadOperation.Replace, ErrorCode.LoadRejected, ["'version'"]);

    [Fact]
    public void A_replacement_with_version_is_whole() => Assert.Equal("version 15.7\nend\n", CiscoIosConfig.ToFile("version 15.7\n", LoadOperation.Replace));

    private static void Writes(string config, string file) => Assert.Equal(file, CiscoIosConfig.ToFile(config, LoadOperation.Merge));

    private static void Refuses(string config, LoadOperation operation, ErrorCode code, string[] named)
    {
        var exception = Assert.Throws<LoadException>(() => CiscoIosConfig.ToFile(config, operation));

        Assert.Equal(code, exception.Code);
        Assert.All(named, name => Assert.Contains(name, exception.Message, StringComparison.Ordinal));
    }
}
