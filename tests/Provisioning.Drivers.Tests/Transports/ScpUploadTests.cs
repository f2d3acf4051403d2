using System.Text;
using NSubstitute;
using Provisioning.Drivers.Tests.Ssh;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Transports;

/// <summary>Against OpenSSH's own scp, and against answers that a device may give.</summary>
public sealed class ScpUploadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Texts =>
    [
        "hostname r1\n",
        "",
        "no line end",
        "banner motd \x03\nZürich { } [ ] $x \\ \" ` ? \t\n\x03\n\0\n",
        string.Concat(Enumerable.Range(0, 60_000).Select(number => $"{number}\n")),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task OpenSSH_takes_a_file_whole(string text)
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        var path = $"/tmp/prv-scp-{Guid.NewGuid():N}.cfg";
        try
        {
            Assert.Null(await ScpUpload.SendAsync(connection, path, text, Token));

            Assert.Equal(text, await File.ReadAllTextAsync(path, Encoding.UTF8, Token));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Beside_an_open_shell_it_needs_no_other_connection()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();
        await using var shell = await connection.OpenShellAsync(TerminalSize.Wide, Token);
        var path = $"/tmp/prv-scp-{Guid.NewGuid():N}.cfg";
        try
        {
            Assert.Null(await ScpUpload.SendAsync(connection, path, "a\n", Token));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task What_OpenSSH_refuses_is_said()
    {
        await using var lab = await SshLab.StartAsync();
        await using var connection = await lab.ConnectAsync();

        var refusal = await ScpUpload.SendAsync(connection, "/no/such/folder/a.cfg", "a\n", Token);

        Assert.Contains("No such file or directory", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0\0\0", "", null)]
    [InlineData("\0\0\0\0", "", null)]
    [InlineData("\x1Privilege denied.\n", "", "Privilege denied.")]
    [InlineData("\0\x1No space left on device\n", "", "No space left on device")]
    [InlineData("\0\0\x2lost\n", "", "lost")]
    [InlineData("", "sh: scp: not found\n", "sh: scp: not found")]
    [InlineData("", "", "nothing")]
    [InlineData("\0\0", "", "nothing")]
    [InlineData("Administratively disabled.\r\n", "", "Administratively disabled.")]
    public async Task Only_three_signs_mean_that_a_file_was_taken(string output, string error, string? refusal)
    {
        var connection = Substitute.For<IDeviceConnection>();
        connection.ExecuteAsync(default!, default, Token).ReturnsForAnyArgs(new ExecResult(0, output, error));

        Assert.Equal(refusal, await ScpUpload.SendAsync(connection, "flash:a.cfg", "ü\n", Token));

        await connection.Received().ExecuteAsync("scp -t flash:a.cfg", "C0644 3 a.cfg\nü\n\0", Token);
    }

    [Fact]
    public async Task A_channel_that_is_refused_is_a_refusal_and_a_lost_connection_is_not()
    {
        var connection = Substitute.For<IDeviceConnection>();
        connection.ExecuteAsync(default!, default, Token).ReturnsForAnyArgs<ExecResult>(
            _ => throw new ConnectionException(ErrorCode.PrerequisiteMissing, "one channel only"), _ => throw new ConnectionException(ErrorCode.ConnectionLost, "gone"));

        Assert.Equal("one channel only", await ScpUpload.SendAsync(connection, "flash:a.cfg", "a", Token));
        await Assert.ThrowsAsync<ConnectionException>(() => ScpUpload.SendAsync(connection, "flash:a.cfg", "a", Token));
    }
}
