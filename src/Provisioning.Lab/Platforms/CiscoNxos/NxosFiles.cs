using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Platforms.CiscoNxos;

/// <summary>copy, checkpoint, delete, dir, show file: the file system has one level, <c>bootflash:</c>.</summary>
internal static class NxosFiles
{
    // Recorded on 9.2(4): the bar is drawn over itself, with a carriage return before each drawing.
    private static readonly string Bar = string.Concat(Enumerable.Range(1, 100).Where(percent => percent % 5 == 0)
        .Select(percent => $"\r[{new string('#', percent * 2 / 5),-40}] {percent,3}%")) + "\n";

    /// <summary>The name in <c>bootflash:NAME</c> and its other spellings; null for another place.</summary>
    public static string? NameOf(string path) =>
        path.StartsWith("bootflash:", StringComparison.Ordinal) ? path["bootflash:".Length..].TrimStart('/')
        : path.StartsWith("/bootflash/", StringComparison.Ordinal) ? path["/bootflash/".Length..]
        : null;

    public static LabAnswer Copy(NxosCli cli, string from, string to)
    {
        var device = cli.Device;
        if ((from is "running-config" ? NxosShow.Copy(device) : from is "startup-config" ? NxosShow.Startup(device) : NameOf(from) is { } name ? device.File(name) : null) is not { } text)
        {
            return LabAnswer.Error("No such file or directory");
        }

        return to switch
        {
            "startup-config" => Save(cli),
            "running-config" => Merge(cli, text, from),
            _ => cli.Write(to, text, $"{Bar}Copy complete, now saving to disk (please wait)...\nCopy complete.\n"),
        };
    }

    // What it prints is unconfirmed, but for dots; the file is what counts.
    public static LabAnswer Checkpoint(NxosCli cli, string path) => cli.Write(path, NxosShow.Checkpoint(cli.Device), "...Done\n");

    public static LabAnswer Delete(NxosCli cli, string path) =>
        NameOf(path) is { } name && cli.Device.DeleteFile(name, cli.User) ? LabAnswer.Nothing : LabAnswer.Error("No such file or directory");

    public static LabAnswer Show(NxosCli cli, string path) =>
        NameOf(path) is { } name && cli.Device.File(name) is { } text ? new(text.EndsWith('\n') ? text : text + "\n") : LabAnswer.Error("No such file or directory");

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "It is what the device has.")]
    public static LabAnswer Md5(NxosCli cli, string path) => NameOf(path) is { } name && cli.Device.File(name) is { } text
        ? new(Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant() + "\n")
        : LabAnswer.Error("No such file or directory");

    public static LabAnswer Directory(NxosCli cli)
    {
        var text = new StringBuilder();
        foreach (var (name, content) in cli.Device.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(content),11}    {cli.Device.Now:MMM dd HH:mm:ss yyyy}  {name}\n");
        }

        return new(text.Append("\nUsage for bootflash://\n 1804140544 bytes used\n 1950945280 bytes free\n 3755085824 bytes total\n").ToString());
    }

    private static LabAnswer Save(NxosCli cli)
    {
        cli.Device.Save(cli.User);
        return new($"{Bar}Copy complete, now saving to disk (please wait)...\nCopy complete.\n");
    }

    // Recorded on 9.3(1): refusals first, then the rest as if nothing had happened.
    private static LabAnswer Merge(NxosCli cli, string text, string from)
    {
        var refusals = NxosReader.Read(text, cli.Device.RunningConfig, cli.Device.Grammar);
        cli.Device.Changed(cli.User, "copy " + from);
        return new(string.Concat(refusals.Select(refusal => refusal + "\n"))
            + "Performing image verification and compatibility check, please wait....\nCopy complete, now saving to disk (please wait)...\nCopy complete.\n");
    }
}
