using Provisioning.TestKit.Daemons;

namespace Provisioning.TestKit.Conformance;

/// <summary>
/// A login shell that can keep one answer back after the command was done: what a network does that fails between the two.
/// </summary>
public sealed class HeldShell : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prvtest-shell-").FullName;

    public HeldShell()
    {
        ExecutableFile.Write(Path, $"""
            #!/bin/sh
            cd {_folder}
            if [ "$1" = -c ] && mv hold held 2>/dev/null; then
              (cd /; /bin/sh -c "$2") > answer 2>&1
              touch done
              while [ ! -e release ]; do sleep 0.05; done
              exec cat answer
            fi
            if [ "$1" = -c ] && [ -e when ]; then
              (cd /; /bin/sh -c "$2") > "answer-$$" 2>&1
              if /bin/sh ./when >/dev/null 2>&1 && mv when held-when 2>/dev/null; then
                touch done
                while [ ! -e release ]; do sleep 0.05; done
              fi
              exec cat "answer-$$"
            fi
            cd /
            exec /bin/sh "$@"

            """);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(_folder, (UnixFileMode)0b111_111_111);
        }
    }

    /// <summary>The shell's path.</summary>
    public string Path => File("shell");

    public void HoldNextAnswer() => System.IO.File.WriteAllText(File("hold"), "");

    /// <summary>Holds the answer to the first command after which a shell condition, as the login sees it, is true.</summary>
    public void HoldAnswerWhen(string condition) => System.IO.File.WriteAllText(File("when"), condition + "\n");

    /// <summary>Waits until a command was done and its answer is held.</summary>
    public Task HeldAsync() =>
        Eventually.TrueAsync(() => Task.FromResult(System.IO.File.Exists(File("done"))), TimeSpan.FromSeconds(60));

    public void Release() => System.IO.File.WriteAllText(File("release"), "");

    public void Dispose()
    {
        Release();
        Directory.Delete(_folder, recursive: true);
    }

    private string File(string name) => System.IO.Path.Combine(_folder, name);
}
