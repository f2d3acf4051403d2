using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Ssh;

/// <summary>A device's own SSH settings.</summary>
/// <param name="JumpHost">The host to go through, if any.</param>
/// <param name="LegacyAlgorithms">Whether algorithms that are known to be weak may be used.</param>
internal sealed record SshDeviceOptions(JumpHost? JumpHost, bool LegacyAlgorithms)
{
    public const string JumpHostKey = "ssh_jump_host";
    public const string LegacyKey = "ssh_legacy_algorithms";

    public static IReadOnlyList<DeviceOption> Declared { get; } =
    [
        new(JumpHostKey, "The SSH server to go through, as [user@]host[:port]; none by default."),
        new(LegacyKey, "true to also allow SHA-1, CBC and 3DES, for devices that know nothing better; false by default."),
    ];

    /// <exception cref="ValidationException">A value cannot be used.</exception>
    public static SshDeviceOptions Parse(Device device) => new(ParseJumpHost(device), ParseLegacy(device));

    private static JumpHost? ParseJumpHost(Device device) =>
        device.Option(JumpHostKey) is not { } value ? null
        : JumpHost.TryParse(value) ?? throw Invalid(device, JumpHostKey, value, "[user@]host[:port], e.g. admin@bastion.example.net:2222");

    private static bool ParseLegacy(Device device) =>
        device.Option(LegacyKey) is not { } value ? false
        : bool.TryParse(value, out var allowed) ? allowed
        : throw Invalid(device, LegacyKey, value, "true or false");

    private static ValidationException Invalid(Device device, string key, string value, string expected) =>
        new(ErrorCode.DeviceOptionInvalid, $"Device '{device.Name}': option {key} is '{value}'; give {expected}.");
}
