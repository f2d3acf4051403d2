using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.Versioning;
using Provisioning.Drivers.Transports;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Posix;

/// <summary>A device that is this machine: commands run in a local POSIX shell, with stubs of the daemons' tools in the PATH.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LocalShell : IDeviceConnection
{
    // Where the drivers look for the tool first.
    private const string ToolFolders = "/usr/lib/frr /usr/libexec/frr /usr/sbin";

    public LocalShell()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a POSIX shell, flock, setsid and /proc");
        Folder = Directory.CreateTempSubdirectory("prv test ").FullName;
        Tools = Directory.CreateTempSubdirectory("prvtools").FullName;
    }

    /// <summary>For the test's files. Its name has spaces.</summary>
    public string Folder { get; }

    /// <summary>The stubs; first in the PATH.</summary>
    public string Tools { get; }

    public ConcurrentQueue<(string Command, string? Input)> Ran { get; } = [];

    public string File(string name) => Path.Combine(Folder, name);

    public void AddTool(string name, string script) => ExecutableFile.Write(Path.Combine(Tools, name), "#!/bin/sh\n" + script);

    public Task<IDeviceChannel> OpenShellAsync(TerminalSize size, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IDeviceChannel> OpenSubsystemAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task<ExecResult> ExecuteAsync(string command, string? input, CancellationToken cancellationToken)
    {
        Ran.Enqueue((command, input));
        using var process = Process.Start(StartInfo(command.Replace(ToolFolders, Tools, StringComparison.Ordinal)))!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await WriteAsync(process.StandardInput, input, cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(Tools, recursive: true);
        return ValueTask.CompletedTask;
    }

    // A script may end before it has read its input.
    private static async Task WriteAsync(StreamWriter writer, string? input, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync(input.AsMemory(), cancellationToken);
            writer.Close();
        }
        catch (IOException)
        {
            // Its exit status tells.
        }
    }

    private ProcessStartInfo StartInfo(string command) => new("/bin/sh", ["-c", command])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = Folder,
        Environment = { ["PATH"] = Tools + ":/usr/bin:/bin", ["FAKE"] = Folder },
    };

    /// <summary>Checks the syntax of a script with every POSIX shell on this machine.</summary>
    public static async Task ParsesAsync(string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a POSIX shell");
        foreach (var shell in new[] { "sh", "dash", "bash", "busybox", "ksh", "mksh" }.Select(Requirement.PathOf).OfType<string>())
        {
            string[] command = shell.EndsWith("busybox", StringComparison.Ordinal) ? [shell, "sh", "-n", "-c", script] : [shell, "-n", "-c", script];
            var result = await ChildProcess.RunAsync(command, TestContext.Current.CancellationToken);
            Assert.True(result.ExitCode == 0 && result.Error.Length == 0, $"{shell}: {result.Error}\n{script}");
        }
    }
}
