using System.Diagnostics;

namespace Provisioning.Quickstart.Tests;

public sealed class ProgramTests
{
    [Fact]
    public async Task The_process_tells_the_story_and_exits_with_0()
    {
        using var process = Process.Start(StartInfo("--verbose"))!;
        var cancellationToken = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);

        Assert.Equal(ExitCode.AllWell, process.ExitCode);
        Assert.Contains("Everything ended as expected", output);
        Assert.Contains("Hook triggered: quickstart reports leaf2 as Updated", await error);
    }

    private static ProcessStartInfo StartInfo(params string[] args) =>
        new("dotnet", [typeof(QuickstartCommand).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
