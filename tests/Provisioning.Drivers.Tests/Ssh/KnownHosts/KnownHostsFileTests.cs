using Provisioning.Drivers.Ssh.KnownHosts;
using Provisioning.Errors;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Ssh.KnownHosts;

public sealed class KnownHostsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prvtest-known-").FullName;

    private string FilePath => Path.Combine(_folder, "ssh", "known_hosts");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_missing_file_knows_nobody() => Assert.Empty(new KnownHostsFile(FilePath).Read().Entries);

    [Fact]
    public void A_folder_in_its_place_is_an_error()
    {
        var error = Assert.Throws<ConnectionException>(() => new KnownHostsFile(_folder).Read());
        Assert.Equal(ErrorCode.KnownHostsUnusable, error.Code);
        Assert.Contains(_folder, error.Message);
    }

    [Fact]
    public void An_added_key_is_known_to_the_next_reader()
    {
        var file = new KnownHostsFile(FilePath);
        Assert.Empty(file.Read().Entries);
        Assert.Equal(HostKeyStatus.Known, file.Add("leaf1", 2222, Key(1)).Status);
        Assert.Equal(HostKeyStatus.Known, file.Read().Find("leaf1", 2222, Key(1)).Status);
    }

    [Fact]
    public void A_new_file_is_for_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Unix file modes");
        new KnownHostsFile(FilePath).Add("leaf1", 22, Key(1));
        Assert.Equal("700 600", $"{Mode(Path.GetDirectoryName(FilePath)!)} {Mode(FilePath)}");
    }

    [Fact]
    public void A_last_line_without_an_end_stays_whole()
    {
        var file = new KnownHostsFile(FilePath);
        file.Add("leaf1", 22, Key(1));
        File.WriteAllText(FilePath, File.ReadAllText(FilePath).TrimEnd('\n'));
        file.Add("leaf2", 22, Key(2));
        Assert.Equal(2, new KnownHostsFile(FilePath).Read().Entries.Count);
    }

    [Fact]
    public void A_host_that_has_got_another_key_meanwhile_is_changed()
    {
        new KnownHostsFile(FilePath).Add("leaf1", 22, Key(1));
        Assert.Equal(HostKeyStatus.Changed, new KnownHostsFile(FilePath).Add("leaf1", 22, Key(2)).Status);
    }

    [Fact]
    public async Task Many_writers_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number =>
            Task.Run(() => new KnownHostsFile(FilePath).Add($"leaf{number}", 22, Key((byte)number)), TestContext.Current.CancellationToken)));
        var list = new KnownHostsFile(FilePath).Read();
        Assert.All(Enumerable.Range(0, 40), number => Assert.Equal(HostKeyStatus.Known, list.Find($"leaf{number}", 22, Key((byte)number)).Status));
    }

    [Fact]
    public void What_ssh_keygen_hashes_is_found()
    {
        Requirement.Need(Requirement.SshKeygen);
        new KnownHostsFile(FilePath).Add("leaf1.example.com", 830, Key(1));
        CommandLine.Run(Requirement.PathOf("ssh-keygen")!, ["-q", "-H", "-f", FilePath]);
        Assert.Equal(HostKeyStatus.Known, new KnownHostsFile(FilePath).Read().Find("leaf1.example.com", 830, Key(1)).Status);
    }

    [Fact]
    public void What_was_added_is_found_by_ssh_keygen()
    {
        Requirement.Need(Requirement.SshKeygen);
        new KnownHostsFile(FilePath).Add("leaf1.example.com", 830, Key(1));
        Assert.Contains(Key(1).Text, CommandLine.Run(Requirement.PathOf("ssh-keygen")!, ["-F", "[leaf1.example.com]:830", "-f", FilePath]));
    }

    private static HostKey Key(byte seed) =>
        HostKey.TryRead([0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. Enumerable.Repeat(seed, 32)])!;

    private static string Mode(string path) =>
        OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
