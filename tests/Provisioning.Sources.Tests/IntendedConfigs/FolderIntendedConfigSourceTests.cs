using System.Text;
using Provisioning.Errors;
using Provisioning.IntendedConfigs;
using Provisioning.Inventories;
using Provisioning.Sources.IntendedConfigs;

namespace Provisioning.Sources.Tests.IntendedConfigs;

public sealed class FolderIntendedConfigSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("r1.cfg")]
    [InlineData("r1.conf")]
    public async Task The_file_with_the_devices_name_is_the_config(string file)
    {
        var path = _folder.Write(file, "hostname r1\n");

        Assert.Equal(new IntendedConfig("hostname r1\n", path), await GetAsync("r1"));
    }

    [Fact]
    public async Task A_byte_order_mark_goes_and_line_ends_become_LF()
    {
        _folder.Write("r1.cfg", [.. Encoding.UTF8.Preamble, .. "a\r\nb\rc\n\u2028ü\fd"u8]);

        Assert.Equal("a\nb\nc\n\u2028ü\fd", (await GetAsync("r1")).Text);
    }

    [Fact]
    public async Task Two_files_are_ambiguous()
    {
        var (cfg, conf) = (_folder.Write("r1.cfg", "a"), _folder.Write("r1.conf", "a"));

        await AssertRefusedAsync(
            "r1", ErrorCode.IntendedConfigMissing, $"The intended config of 'r1' is ambiguous: both '{cfg}' and '{conf}' exist; remove one.");
    }

    [Fact]
    public Task A_missing_file_is_told_with_the_paths_looked_for() => AssertRefusedAsync(
        "r1", ErrorCode.IntendedConfigMissing,
        $"There is no intended config for 'r1': neither '{At("r1.cfg")}' nor '{At("r1.conf")}' exists.");

    [Fact]
    public async Task Similar_files_are_offered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a file system in which case counts");
        _folder.Write("R1.cfg", "a");

        Assert.EndsWith(
            "exists; the folder has 'R1' (case counts).",
            (await Assert.ThrowsAsync<IntendedConfigException>(() => GetAsync("r1"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_told_as_such()
    {
        var source = new FolderIntendedConfigSource(At("none"));

        var error = await Assert.ThrowsAsync<IntendedConfigException>(
            async () => await source.GetAsync(new() { Name = "r1" }, TestContext.Current.CancellationToken));

        Assert.Equal(
            (ErrorCode.IntendedConfigMissing, $"The folder of intended configs '{At("none")}' does not exist; check the path."),
            (error.Code, error.Message));
    }

    [Theory]
    [InlineData("../secret", "holds '/', which file names cannot have")]
    [InlineData("..\\secret", "holds '\\', which file names cannot have")]
    [InlineData("/etc/frr/frr", "holds '/', which file names cannot have")]
    [InlineData("..", "is a folder's name")]
    [InlineData("", "is empty")]
    public Task A_name_cannot_leave_the_folder(string name, string problem) => AssertRefusedAsync(
        name, ErrorCode.IntendedConfigMissing,
        $"The device name '{name}' {problem}, so it cannot name an intended config; rename the device.");

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused_with_their_offset()
    {
        var path = _folder.Write("r1.cfg", [.. Encoding.UTF8.Preamble, .. "ab"u8, 0xFC, .. "c"u8]);

        await AssertRefusedAsync(
            "r1", ErrorCode.IntendedConfigUnsendable,
            $"The intended config '{path}' cannot be used: it is not UTF-8: the byte at offset 5 is invalid; save it as UTF-8.");
    }

    [Fact]
    public async Task A_character_cut_at_the_end_is_refused()
    {
        _folder.Write("r1.cfg", [.. "ab"u8, 0xC3]);

        var error = await Assert.ThrowsAsync<IntendedConfigException>(() => GetAsync("r1"));

        Assert.Contains("the byte at offset 2 is invalid", error.Message, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private async Task<IntendedConfig> GetAsync(string name) =>
        await new FolderIntendedConfigSource(_folder.Path).GetAsync(new Device { Name = name }, TestContext.Current.CancellationToken);

    private async Task AssertRefusedAsync(string name, ErrorCode code, string message)
    {
        var error = await Assert.ThrowsAsync<IntendedConfigException>(() => GetAsync(name));
        Assert.Equal((code, message), (error.Code, error.Message));
    }
}
