using Provisioning.Diffs;
using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.Core.Tests.Runs;

/// <summary>The platform of a <see cref="FakeDevice"/>; it can do everything unless told otherwise.</summary>
internal sealed class FakePlatform(FakeDevice device) : IPlatform
{
    public string Name { get; set; } = "fake_os";

    public IReadOnlyList<string> Aliases { get; set; } = ["fake"];

    public PlatformCapabilities Capabilities { get; set; } = new()
    {
        Operations = [LoadOperation.Merge, LoadOperation.Replace],
        MergeDiff = DiffOrigin.Computed,
        ReplaceDiff = DiffOrigin.Computed,
        Validate = true,
        CommitConfirm = true,
        AtomicCommit = true,
    };

    public IReadOnlyList<DeviceOption> Options { get; set; } = [new("ssh_config", "A file."), new("sudo", "Whether to use sudo.")];

    public IReadOnlyList<SecretPattern> SecretPatterns { get; } = [new(@"\bpassword\s+(?<secret>\S+)")];

    public IReadOnlyList<string> CommentMarkers { get; set; } = ["!", "#"];

    public async Task<IDeviceSession> OpenAsync(DeviceContext context, CancellationToken cancellationToken)
    {
        device.Note(Verb.Open, 0);
        cancellationToken.ThrowIfCancellationRequested();
        if (!device.IsReachable)
        {
            throw new ConnectionException(ErrorCode.Unreachable, $"'{context.Device.Name}' cannot be reached");
        }

        await device.MeetAsync(Verb.Open, Moment.Before, cancellationToken);
        return new FakeSession(device, this, context, ++device.Opened);
    }
}
