using System.Globalization;
using Provisioning.Drivers.Platforms.CiscoIos;

namespace Provisioning.Drivers.Tests.Platforms.CiscoIos;

public class CiscoIosOutputTests
{
    [Fact]
    public void Running_and_startup_compare_without_their_headers()
    {
        var running = CiscoIosOutput.Config(["Building configuration...", "", "Current configuration : 543 bytes", "!", "! Last configuration change at 23:00:00 UTC Fri Dec 31 1999 by admin", "!", "version 15.7", "ntp clock-period 17179869", "!", "end", ""]);
        var startup = CiscoIosOutput.Config(["Using 664 out of 524288 bytes", "!", "! Last configuration change at 23:00:00 UTC Fri Dec 31 1999 by admin", "!", "! NVRAM config last updated at 00:00:00 UTC Sat Jan 1 2000 by admin", "!", "version 15.7", "!", "end", ""]);

        Assert.Equal("version 15.7\n!\nend\n", running);
        Assert.Equal(running, startup);
    }

    [Theory]
    [InlineData("Directory of flash:/", "flash:")]
    [InlineData("Directory of bootflash:/", "bootflash:")]
    [InlineData("Directory of sup-bootdisk:/", "sup-bootdisk:")]
    [InlineData("Directory of flash0:/", "flash0:")]
    [InlineData("Directory of disk0:/configs/", "disk0:")]
    public void The_file_system_stands_in_dir(string line, string name) => Assert.Equal(name, CiscoIosOutput.Files([line, ""]).FileSystem);

    [Theory]
    [InlineData("    3  -rw-         468  Jan 1 2000 00:00:10 +00:00  prv-0a1b2c3d.cfg", "prv-0a1b2c3d.cfg", "2000-01-01 00:00:10")]
    [InlineData("  115  -rw-       26133   Nov 24 2026 11:18:25 +00:00  prv-0a1b2c3d-0f0f.cfg", "prv-0a1b2c3d-0f0f.cfg", "2026-11-24 11:18:25")]
    [InlineData("1310737  -rw-             4913  Feb  2 2024 09:01:02 -05:00  prv-0a1b2c3d.cfg", "prv-0a1b2c3d.cfg", "2024-02-02 09:01:02")]
    [InlineData("    3  -rw-         468            <no date>  prv-0a1b2c3d.cfg", "prv-0a1b2c3d.cfg", null)]
    public void Files_of_runs_are_known_with_their_time(string line, string name, string? time) => Assert.Equal(
        new KeyValuePair<string, DateTime?>(name, time is null ? null : DateTime.Parse(time, CultureInfo.InvariantCulture)),
        Assert.Single(CiscoIosOutput.Files(["Directory of flash:/", line]).Files));

    [Theory]
    [InlineData("    3  -rw-         468  Jan 1 2000 00:00:10 +00:00  config.text")]
    [InlineData("    3  -rw-         468  Jan 1 2000 00:00:10 +00:00  my-prv-0a1b2c3d.cfg")]
    [InlineData("    3  drwx         468  Jan 1 2000 00:00:10 +00:00  prv-backups")]
    public void Other_files_are_nobodys(string line) => Assert.Empty(CiscoIosOutput.Files(["Directory of flash:/", line]).Files);

    [Theory]
    [InlineData("126000000 bytes total (125999904 bytes free)", 125_999_904L)]
    [InlineData("No space information available", null)]
    public void The_free_bytes_stand_behind_the_files(string line, long? free) => Assert.Equal(free, CiscoIosOutput.Files(["Directory of flash:/", line]).Free);

    [Fact]
    public void Without_a_file_system_dir_is_a_format_error() => Assert.Throws<FormatException>(() => CiscoIosOutput.Files(["%Error opening flash:/ (No such device)"]));

    [Theory]
    [InlineData("absolute timer", "console", 2.0)]
    [InlineData("idle timer", "admin", null)]
    public void A_timer_has_a_user_and_a_length(string type, string user, double? minutes)
    {
        var timer = CiscoIosOutput.Timer(["Time configured(or reconfigured): 22:50:48 UTC Sat Feb 21 2009", $"Timer type: {type}", "Timer value: 2 min", $"User: {user}"])!;

        Assert.Equal(user, timer.User);
        Assert.Equal(new DateTime(2009, 2, 21, 22, 50, 48), timer.Started);
        Assert.Equal(minutes, timer.Length?.TotalMinutes);
    }

    [Fact]
    public void That_there_is_no_timer_is_said() => Assert.Null(CiscoIosOutput.Timer(["%No Rollback Confirmed Change pending", ""]));

    [Theory]
    [InlineData("")]
    [InlineData("% Something else")]
    [InlineData("Timer type: absolute timer")]
    public void Any_other_answer_is_no_timer(string output) => Assert.Throws<FormatException>(() => CiscoIosOutput.Timer(output.Split('|')));

    [Theory]
    [InlineData("*11:18:25.123 UTC Tue Nov 24 2026")]
    [InlineData("11:18:25.123 EDT Tue Nov 24 2026")]
    [InlineData(".11:18:25.123 CET Tue Nov 24 2026")]
    public void The_clock_is_read_without_its_zone(string line) => Assert.Equal(new DateTime(2026, 11, 24, 11, 18, 25), CiscoIosOutput.Clock([line, ""]));

    [Theory]
    [InlineData("The maximum archive configurations allowed is 10.|There are currently 2 archive configurations saved.|The next archive file will be named flash:/switcharchive-<timestamp>-2", true)]
    [InlineData("The next archive file will be named disk0:myconfig-2", true)]
    [InlineData(" Archive feature not enabled", false)]
    [InlineData("% Invalid input detected at '^' marker.", false)]
    public void Whether_there_is_an_archive_is_said(string output, bool archives) => Assert.Equal(archives, CiscoIosOutput.Archives(output.Split('|')));

    [Theory]
    [InlineData("verify /md5 (flash:a) = 410db2a7015eaa42b1fe71f1bf3d59a2", "410db2a7015eaa42b1fe71f1bf3d59a2")]
    [InlineData(".....Done!|verify /md5 (flash:a) = 410DB2A7015EAA42B1FE71F1BF3D59A2|", "410db2a7015eaa42b1fe71f1bf3d59a2")]
    [InlineData("%Error verifying flash:a (No such file or directory)", null)]
    public void The_sum_stands_behind_an_equals_sign(string output, string? sum) => Assert.Equal(sum, CiscoIosOutput.Md5(output.Split('|')));

    [Theory]
    [InlineData("    3  -rw-         468  Jan 1 2000 00:00:10 +00:00  a.cfg", 468L)]
    [InlineData("    3  -rw-         468  Jan 1 2000 00:00:10 +00:00  b.cfg", null)]
    public void The_size_of_a_file_stands_in_dir(string line, long? size) => Assert.Equal(size, CiscoIosOutput.Size(["Directory of flash:/a.cfg", line], "a.cfg"));

    [Theory]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    [InlineData(7200, 120)]
    public void A_timer_is_never_shorter_than_asked_for(double seconds, int minutes) => Assert.Equal(minutes, CiscoIosOutput.Minutes(TimeSpan.FromSeconds(seconds)));
}
