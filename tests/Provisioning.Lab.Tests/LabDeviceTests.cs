using Provisioning.Lab.Tests.Platforms.AristaEos;

namespace Provisioning.Lab.Tests;

public class LabDeviceTests
{
    [Fact]
    public async Task A_load_of_3000_lines_typed_at_once_is_taken_whole()
    {
        string[] lines = [.. Enumerable.Range(1, 1000).SelectMany(i => new[] { $"interface Vlan{i}", $"   description users {i}", $"   ip address 10.{i / 250}.{i % 250}.1/24" })];
        await using var client = await LabClient.PrivilegedAsync(EosDevices.Leaf());
        await client.SendAsync("configure session abc");

        await client.TypeAsync(string.Join('\n', lines) + "\nend\n");
        await client.UntilAsync("end\r\nleaf1#");

        var diff = await client.SendAsync("show session-config named abc diffs");
        Assert.Equal(lines, diff.ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith('+') && line != "+!").Skip(1).Select(line => line[1..]));
    }

    [Fact]
    public async Task Logins_share_the_device()
    {
        var device = EosDevices.Leaf();
        await using var one = await LabClient.PrivilegedAsync(device);
        await using var two = await LabClient.PrivilegedAsync(device);
        await one.SendAllAsync("configure session abc", "vlan 70");

        await two.SendAsync("configure session abc abort");

        Assert.Equal("", await one.SendAsync(""));
        Assert.Equal("leaf1#", one.LastPrompt);
    }

    [Fact]
    public async Task The_journal_tells_who_wrote_what()
    {
        var device = EosDevices.Leaf();
        await using var client = await LabClient.PrivilegedAsync(device);

        await client.SendAllAsync("configure session abc", "vlan 70", "commit", "write");

        Assert.Equal(
            [(LabWrite.CandidateOpened, LabStore.Candidate, ""), (LabWrite.CandidateLine, LabStore.Candidate, "vlan 70"), (LabWrite.Committed, LabStore.Running, ""), (LabWrite.Saved, LabStore.Startup, "")],
            device.Journal.Entries.Select(entry => (entry.Write, entry.Store, entry.Text)));
        Assert.All(device.Journal.Entries, entry => Assert.Equal("admin", entry.User));
    }

    [Fact]
    public async Task A_write_can_be_waited_for()
    {
        var device = EosDevices.Leaf();
        var waiting = device.Journal.WaitForAsync(LabWrite.OutOfBand, TestContext.Current.CancellationToken);

        device.ChangeRunning("vlan 12");

        Assert.Equal("vlan 12", (await waiting).Text);
    }
}
