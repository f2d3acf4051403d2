using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoIos;

/// <summary>copy, delete, dir, more, verify: the file system has one level. Dialogues are as recorded (see the platform notes).</summary>
internal static class IosFileCommands
{
    private const string Saved = "Building configuration...\n[OK]\n";

    public static LabAnswer Copy(IosCli cli, string from, string to)
    {
        var device = cli.Device;
        if (Text(device, from) is not { } text)
        {
            return LabAnswer.Error($"%Error opening {from} (No such file or directory)");
        }

        return cli.Ask(Questions(device, from, to, text), () => to switch
        {
            "running-config" or "system:running-config" => Merge(cli, from, text),
            "startup-config" or "nvram:startup-config" => Save(cli),
            _ => device.Write(IosDevice.Name(to), text, cli.User) is { } failure
                ? LabAnswer.Error($"%Error writing {to} ({failure})")
                : new(Copied(text)),
        });
    }

    public static LabAnswer Save(IosCli cli)
    {
        cli.Device.Save(cli.User);
        return new(Saved);
    }

    // That /force asks nothing is recorded; that a noisy device still asks for the name is unconfirmed.
    public static LabAnswer Delete(IosCli cli, string path, bool force)
    {
        var (mode, name) = (cli.Device.FilePrompt, IosDevice.Name(path));
        var questions = new List<string>();
        questions.AddRange(mode == "noisy" || (mode == "alert" && !force) ? [$"Delete filename [{name}]? "] : []);
        questions.AddRange(mode != "quiet" && !force ? [$"Delete {cli.Device.Options.FileSystem}/{name}? [confirm]"] : []);
        return cli.Ask(questions, () => cli.Device.Delete(name, cli.User)
            ? LabAnswer.Nothing
            : LabAnswer.Error($"%Error deleting {path} (No such file or directory)"));
    }

    public static LabAnswer More(IosCli cli, string file) => Text(cli.Device, file) is { } text
        ? new(text)
        : LabAnswer.Error($"%Error opening {file} (No such file or directory)");

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "It is what IOS has.")]
    public static LabAnswer Verify(IosCli cli, string file)
    {
        if (Text(cli.Device, file) is not { } text)
        {
            return LabAnswer.Error($"%Error verifying {file} (No such file or directory)");
        }

        var sum = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
        return new($"...MD5 of {file} Done!\nverify /md5 ({file}) = {sum}\n\n");
    }

    // What it prints is unconfirmed: here each line that is refused, with the message that it would get when typed.
    public static LabAnswer CheckSyntax(IosCli cli, string file)
    {
        if (Text(cli.Device, file) is not { } text)
        {
            return LabAnswer.Error($"%Error opening {file} (No such file or directory)");
        }

        var refused = IosTexts.Read(text, cli.Device.Edit(cli.Device.RunningConfig.Clone()));
        return new(Refusals(refused)) { Failed = refused.Count > 0 };
    }

    public static LabAnswer Directory(IosDevice device, string place) =>
        !place.StartsWith(device.Options.FileSystem, StringComparison.Ordinal) ? LabAnswer.Error($"%Error opening {place} (No such device)")
        : IosDevice.Name(place) is { Length: > 0 } name && !device.Stored.ContainsKey(name) ? LabAnswer.Error($"%Error opening {place} (No such file or directory)")
        : new(Directory(device));

    public static string Directory(IosDevice device)
    {
        var text = new StringBuilder($"Directory of {device.Options.FileSystem}/\n\n");
        foreach (var ((name, file), index) in device.Stored.OrderBy(file => file.Key, StringComparer.Ordinal).Select((file, index) => (file, index)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{index + 1,5}  -rw-  {Encoding.UTF8.GetByteCount(file.Text),10}  {file.Time:MMM d yyyy HH:mm:ss} +00:00  {name}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{device.Options.FlashBytes} bytes total ({device.Free} bytes free)\n").ToString();
    }

    /// <summary>What a name stands for; null when there is no such file.</summary>
    public static string? Text(IosDevice device, string source) => source switch
    {
        "running-config" or "system:running-config" => IosTexts.Write(device.RunningConfig),
        "startup-config" or "nvram:startup-config" => IosTexts.Write(device.StartupConfig),
        "null:" => "",
        _ when source.StartsWith(device.Options.FileSystem, StringComparison.Ordinal) => device.Stored.GetValueOrDefault(IosDevice.Name(source))?.Text,
        _ => null,
    };

    /// <summary>The lines that were refused, as a terminal shows them.</summary>
    public static string Refusals(IReadOnlyList<(string Line, string Message)> refused) =>
        string.Concat(refused.Select(one => $"{one.Line}\n{one.Message.TrimEnd('\n')}\n\n"));

    // That the refused line is shown above its message, as at boot, is unconfirmed for copies.
    private static LabAnswer Merge(IosCli cli, string from, string text)
    {
        var refused = IosTexts.Read(text, cli.Device.Edit(cli.Device.RunningConfig), cli.Device.Options.CannotApply);
        cli.Device.Changed(cli.User, $"copy {from}");
        return new(Refusals(refused) + Copied(text));
    }

    private static List<string> Questions(IosDevice device, string from, string to, string text)
    {
        if (device.FilePrompt == "quiet")
        {
            return [];
        }

        var name = IosDevice.Name(to);
        var questions = new List<string>();
        questions.AddRange(device.FilePrompt == "noisy" ? [$"Source filename [{IosDevice.Name(from)}]? "] : []);
        questions.Add($"Destination filename [{name}]? ");
        questions.AddRange(device.Stored.ContainsKey(name) ? ["%Warning:There is a file already existing with this name \nDo you want to over write? [confirm]"] : []);

        // Recorded by users who merge such lines.
        questions.AddRange(to == "running-config" && text.Contains("\nno username ", StringComparison.Ordinal)
            ? ["This operation will remove all username related configurations with same name.Do you want to continue? [confirm]"]
            : []);
        return questions;
    }

    private static string Copied(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"\n{Encoding.UTF8.GetByteCount(text)} bytes copied in 0.120 secs ({Encoding.UTF8.GetByteCount(text) * 8} bytes/sec)\n");
}
