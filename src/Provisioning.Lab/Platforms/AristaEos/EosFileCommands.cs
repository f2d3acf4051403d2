using System.Globalization;
using System.Text;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.AristaEos;

/// <summary>copy, configure replace, dir, more, delete: the file system has one level, <c>flash:</c>.</summary>
internal static class EosFileCommands
{
    // Recorded on EOS 4.22, with the full stop.
    private const string Copied = "Copy completed successfully.\n";

    public static LabAnswer Copy(EosCli cli, string from, string to)
    {
        var device = cli.Device;
        if (Text(device, from) is not { } text)
        {
            return NoSuchFile(from, "copying", to);
        }

        try
        {
            return Write(cli, device, text, to) ? new(Copied) : cli.Invalid(to, 2);
        }
        catch (ArgumentException refused)
        {
            return LabAnswer.Error($"% Error copying {from} to {to} ({refused.Message})");
        }
    }

    public static LabAnswer Replace(EosCli cli, string source)
    {
        if (Text(cli.Device, source) is not { } text)
        {
            return NoSuchFile(source, "reading", "");
        }

        try
        {
            cli.Device.Replace(cli.Device.Parse(text), cli.User, source);
            return LabAnswer.Nothing;
        }
        catch (ArgumentException refused)
        {
            // Nothing is changed then (EOS manual: the replace is atomic); the wording is unconfirmed.
            return LabAnswer.Error($"% Invalid input: {refused.Message}");
        }
    }

    public static LabAnswer Delete(EosCli cli, string file) =>
        cli.Device.DeleteFile(Name(file), cli.User) ? LabAnswer.Nothing : NoSuchFile(file, "deleting", "");

    public static LabAnswer More(EosCli cli, string file) =>
        Text(cli.Device, file) is { } text ? new(text) : NoSuchFile(file, "displaying", "");

    public static LabAnswer Directory(EosCli cli)
    {
        var text = new StringBuilder("Directory of flash:/\n\n");
        foreach (var (name, content) in cli.Device.Files.Append(new("startup-config", EosShow.Startup(cli.Device))).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"       -rwx  {Encoding.UTF8.GetByteCount(content),14}           {cli.Device.Now:MMM dd HH:mm}  {name}\n");
        }

        return new(text.Append("\n4093313024 bytes total (3054088192 bytes free)\n").ToString());
    }

    private static bool Write(EosCli cli, EosDevice device, string text, string to)
    {
        switch (to)
        {
            case "startup-config" or "flash:startup-config":
                device.Save(device.Parse(text), cli.User);
                return true;
            case "running-config":
                device.Read(text, device.RunningConfig);
                device.Log(LabWrite.RunningLine, LabStore.Running, cli.User, null, "copy");
                return true;
            default:
                var file = to.StartsWith("flash:", StringComparison.Ordinal) || to.StartsWith("file:", StringComparison.Ordinal);
                if (file)
                {
                    device.WriteFile(Name(to), text, cli.User);
                }

                return file;
        }
    }

    private static string? Text(EosDevice device, string source) => source switch
    {
        "running-config" or "system:running-config" => EosShow.Running(device),
        "startup-config" or "flash:startup-config" or "flash:/startup-config" => EosShow.Startup(device),
        _ => device.File(Name(source)),
    };

    private static string Name(string file) => file[(file.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimStart('/');

    // The wording after "% Error" is unconfirmed.
    private static LabAnswer NoSuchFile(string file, string doing, string to) =>
        LabAnswer.Error($"% Error {doing} {file}{(to.Length > 0 ? $" to {to}" : "")} (No such file or directory)");
}
