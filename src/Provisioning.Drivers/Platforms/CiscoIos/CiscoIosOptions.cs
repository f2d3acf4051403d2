using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Platforms.CiscoIos;

/// <summary>What an inventory may say of an IOS device.</summary>
/// <param name="FileSystem">Where files are put, e.g. <c>flash:</c>; null for the one that <c>dir</c> shows.</param>
/// <param name="Inline">Whether files are typed in, never sent by SCP.</param>
/// <param name="ChecksSyntax">Whether the device is asked to check the syntax of what was loaded.</param>
internal sealed record CiscoIosOptions(string? FileSystem, bool Inline, bool ChecksSyntax)
{
    private const string FileSystemKey = "file_system";
    private const string InlineKey = "inline_transfer";
    private const string SyntaxKey = "syntax_check";

    public static IReadOnlyList<DeviceOption> All { get; } =
    [
        new(FileSystemKey, "The file system for candidates and backups, e.g. 'bootflash:'. Default: the one that 'dir' shows."),
        new(InlineKey, "'true' types files through 'tclsh', never by SCP. Default: SCP, and 'tclsh' where the device refuses that."),
        new(SyntaxKey, "'false' does not ask the device to check a loaded file ('configure check syntax'). Default: true."),
    ];

    /// <exception cref="ValidationException">An option has a wrong value.</exception>
    public static CiscoIosOptions Of(Device device) => new(FileSystemOf(device), IsOn(device, InlineKey, false), IsOn(device, SyntaxKey, true));

    private static string? FileSystemOf(Device device) => device.Option(FileSystemKey) switch
    {
        null => null,
        var text when text.Length > 1 && text.EndsWith(':') && !text.Any(char.IsWhiteSpace) => text,
        var other => throw Invalid(device, FileSystemKey, other, "a name with a colon behind it, e.g. flash:"),
    };

    private static bool IsOn(Device device, string key, bool normally) => device.Option(key) switch
    {
        null => normally,
        var text when bool.TryParse(text, out var on) => on,
        var other => throw Invalid(device, key, other, "true or false"),
    };

    private static ValidationException Invalid(Device device, string key, string value, string form) =>
        new(ErrorCode.DeviceOptionInvalid, $"Device '{device.Name}': option '{key}' is '{value}'; it must be {form}.");
}
