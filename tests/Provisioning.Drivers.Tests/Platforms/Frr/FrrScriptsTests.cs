using System.Runtime.Versioning;
using Provisioning.Drivers.Platforms.Frr;
using Provisioning.Drivers.Tests.Posix;
using Provisioning.Errors;

namespace Provisioning.Drivers.Tests.Platforms.Frr;

/// <summary>The scripts that load, check, read and drop, in a real shell.</summary>
[SupportedOSPlatform("linux")]
public sealed class FrrScriptsTests : IAsyncDisposable
{
    private readonly FrrShell _frr = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _frr.DisposeAsync();

    [Fact]
    public async Task Every_script_is_a_posix_script()
    {
        var scripts = new FrrScripts(_frr.Context().Device, _frr.RunId);
        string[] all =
        [
            scripts.Prepare, scripts.Running, scripts.Startup, scripts.Load, scripts.Check, scripts.Diff, scripts.Pending, scripts.Confirm, scripts.Rollback,
            scripts.Discard, scripts.Save, scripts.CleanUp, scripts.Commit(LoadOperation.Merge, null), scripts.Commit(LoadOperation.Replace, FrrShell.Long),
        ];
        foreach (var script in all)
        {
            await LocalShell.ParsesAsync(script);
        }
    }

    [Fact]
    public async Task A_candidate_that_cannot_be_removed_is_told()
    {
        var session = _frr.Session();
        await session.LoadAsync(FrrShell.New, LoadOperation.Merge, Token);
        _frr.Shell.AddTool("rm", "echo 'rm: read-only file system'; exit 1");

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => session.DiscardAsync(Token));
        File.Delete(Path.Combine(_frr.Shell.Tools, "rm"));

        Assert.Contains("read-only file system", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_there_already_is_not_used_for_the_candidate()
    {
        var scripts = new FrrScripts(_frr.Context().Device, _frr.RunId);
        Directory.CreateDirectory(scripts.Work);
        var session = new FrrSession(_frr.Shell, _frr.Context(), scripts);

        await Assert.ThrowsAsync<LoadException>(() => session.LoadAsync(FrrShell.New, LoadOperation.Merge, Token));

        Assert.Empty(Directory.GetFiles(scripts.Work));
    }

    [Fact]
    public async Task A_candidate_is_its_owners_alone()
    {
        var scripts = new FrrScripts(_frr.Context().Device, _frr.RunId);
        await new FrrSession(_frr.Shell, _frr.Context(), scripts).LoadAsync(FrrShell.New, LoadOperation.Merge, Token);

        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(scripts.Work) & (UnixFileMode)0b000_111_111);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused_before_the_commit()
    {
        var session = new FrrSession(_frr.Shell, _frr.Context(), new FrrScripts(_frr.Context(_frr.Shell.File("missing")).Device, _frr.RunId));

        var exception = await Assert.ThrowsAsync<ConnectionException>(() => session.ValidateAsync(Token));

        Assert.Equal(ErrorCode.PrerequisiteMissing, exception.Code);
        Assert.Contains("missing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_config_says_so()
    {
        var exception = await Assert.ThrowsAsync<LoadException>(() => _frr.Session().LoadAsync("bogus words\n", LoadOperation.Merge, Token));

        Assert.Contains("bogus words", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_config_without_its_end_is_not_believed()
    {
        File.WriteAllText(_frr.Shell.File("cut"), "");

        await Assert.ThrowsAsync<ConnectionException>(() => _frr.Session().GetConfigAsync(ConfigStore.Running, Token));
    }

    [Fact]
    public async Task The_config_goes_only_through_the_standard_input()
    {
        var session = _frr.Session();
        await session.LoadAsync("password hunter2\n", LoadOperation.Replace, Token);
        await session.CommitAsync(new(FrrShell.Long, null), Token);
        await session.ConfirmAsync(Token);

        Assert.All(_frr.Shell.Ran, ran => Assert.DoesNotContain("hunter2", ran.Command, StringComparison.Ordinal));
        Assert.Contains(_frr.Shell.Ran, ran => ran.Input?.Contains("hunter2", StringComparison.Ordinal) == true);
    }
}
