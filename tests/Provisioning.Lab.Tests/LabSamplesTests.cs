namespace Provisioning.Lab.Tests;

public class LabSamplesTests
{
    public static TheoryData<string> Names => [.. LabSamples.Devices.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_intended_config_as_a_replacement_leaves_no_difference_when_loaded_again(string name)
    {
        var device = LabSamples.CreateNetwork()[name];
        var lines = LabSamples.Devices.Single(sample => sample.Name == name).Intended.Split('\n').Where(line => line is not "end" and not "").ToArray();
        await using var client = await LabClient.PrivilegedAsync(device);
        await PasteAsync(client, lines, "first");
        await client.SendAsync("configure session first commit");

        await PasteAsync(client, lines, "again");

        Assert.Equal("\n", await client.SendAsync("show session-config named again diffs"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_intended_config_differs_from_the_running_one(string name)
    {
        var sample = LabSamples.Devices.Single(sample => sample.Name == name);

        Assert.NotEqual(sample.Running, sample.Intended);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_running_config_is_printed_as_it_is_written(string name)
    {
        var sample = LabSamples.Devices.Single(sample => sample.Name == name);

        Assert.Equal(sample.Running[..^"!\nend\n".Length], LabSamples.CreateNetwork()[name].Running);
    }

    private static async Task PasteAsync(LabClient client, string[] lines, string session)
    {
        await client.SendAllAsync($"configure session {session}", "rollback clean-config");
        await client.TypeAsync(string.Join('\n', lines) + "\nend\n");
        await client.UntilAsync("end\r\n");
        await client.UntilPromptAsync();
    }
}
