using Provisioning.Drivers.Platforms.Frr;

namespace Provisioning.Drivers.Tests.Platforms.Frr;

/// <summary>As printed by the frr-reload.py of FRRouting 8.4.4.</summary>
public class FrrReloadOutputTests
{
    [Fact]
    public void Nothing_to_do_is_an_empty_diff() => Assert.Equal("", FrrReloadOutput.Diff(""));

    [Fact]
    public void The_two_lists_become_one_diff() => Assert.Equal(
        """
        -ip route 10.9.0.0/16 Null0
         interface eth0
        - description uplink
        +ip route 10.8.0.0/16 Null0
         interface eth0
        + description replaced
        +no ip forwarding

        """,
        FrrReloadOutput.Diff("""

            Lines To Delete
            ===============
            no ip route 10.9.0.0/16 Null0
            interface eth0
             no description uplink
            exit

            Lines To Add
            ============
            ip route 10.8.0.0/16 Null0
            interface eth0
             description replaced
            exit
            no ip forwarding

            """.Replace("exit\n", "", StringComparison.Ordinal)));

    [Fact]
    public void What_no_turned_off_is_deleted_by_turning_it_on() =>
        Assert.Equal("-no ip forwarding\n", FrrReloadOutput.Diff("Lines To Delete\n===============\nip forwarding\n"));

    [Fact]
    public void Talk_before_the_lists_is_no_diff() =>
        Assert.Equal("", FrrReloadOutput.Diff("Called via \"Namespace(...)\"\nNew Frr Config\n"));
}
