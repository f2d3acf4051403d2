using Microsoft.Extensions.Time.Testing;
using Provisioning.Lab.Tests.Netconf;

namespace Provisioning.Lab.Tests.Platforms.Netconf;

public sealed class NetconfDeviceTests
{
    private const string LockCandidate = "<lock><target><candidate/></target></lock>";
    private const string LockRunning = "<lock><target><running/></target></lock>";
    private const string Confirmed = "<commit><confirmed/><confirm-timeout>60</confirm-timeout><persist>mine</persist></commit>";
    private static readonly string Contact = Edit("<contact>new</contact>");

    [Fact]
    public async Task An_edit_is_in_the_candidate_until_it_is_committed()
    {
        var device = NetconfPeer.Device();
        await using var peer = await NetconfPeer.OpenAsync(device);
        Assert.Equal("ok", await peer.TagAsync(Contact));
        Assert.DoesNotContain("new", device.Running, StringComparison.Ordinal);
        Assert.Equal("ok", await peer.TagAsync("<commit/>"));
        Assert.Contains("<contact>new</contact>", device.Running, StringComparison.Ordinal);
        Assert.DoesNotContain("new", device.Startup, StringComparison.Ordinal);
        Assert.Equal("ok", await peer.TagAsync("<copy-config><target><startup/></target><source><running/></source></copy-config>"));
        Assert.Contains("<contact>new</contact>", device.Startup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<bogus>1</bogus>", "unknown-element")]
    [InlineData("<interface><mtu>1500</mtu></interface>", "missing-element")]
    [InlineData("<interface><name>eth0</name><mtu>1</mtu></interface>", "invalid-value")]
    [InlineData("<route><prefix>10.0.0.0/8</prefix></route>", "data-missing")]
    [InlineData("<interface xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\" nc:operation=\"delete\"><name>eth9</name></interface>", "data-missing")]
    [InlineData("<interface xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\" nc:operation=\"create\"><name>eth0</name></interface>", "data-exists")]
    [InlineData("<interface xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\" nc:operation=\"remove\"><name>eth9</name></interface>", "ok")]
    public async Task An_edit_is_checked(string content, string tag)
    {
        var device = NetconfPeer.Device();
        await using var peer = await NetconfPeer.OpenAsync(device);
        Assert.Equal(tag, await peer.TagAsync(Edit(content)));
        Assert.Empty(device.Candidates);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_replacing_edit_replaces_all_or_what_it_mentions(bool onlyWhatIsMentioned)
    {
        var device = NetconfPeer.Device(new() { ReplacesOnlyWhatIsMentioned = onlyWhatIsMentioned });
        device.ChangeRunning("<access xmlns=\"urn:example:access\"><enabled>true</enabled></access>");
        await using var peer = await NetconfPeer.OpenAsync(device);
        await peer.TagAsync(Edit("<hostname>other</hostname>", "<default-operation>replace</default-operation>"));
        await peer.TagAsync("<commit/>");
        Assert.Contains("<hostname>other</hostname>", device.Running, StringComparison.Ordinal);
        Assert.Equal(onlyWhatIsMentioned, device.Running.Contains("eth0", StringComparison.Ordinal));
        Assert.Equal(onlyWhatIsMentioned, device.Running.Contains("access", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lock_keeps_others_out_and_ends_with_its_session()
    {
        var device = NetconfPeer.Device();
        await using var second = await NetconfPeer.OpenAsync(device);
        await using (var first = await NetconfPeer.OpenAsync(device))
        {
            Assert.Equal("ok", await first.TagAsync(LockCandidate));
            Assert.Equal("ok", await first.TagAsync(Contact));
            var denied = await second.AskAsync(LockCandidate);
            Assert.Equal("2", denied.Descendants(NetconfPeer.Base + "session-id").Single().Value);
            Assert.Equal("in-use", await second.TagAsync(Contact));
            Assert.Equal("in-use", await second.TagAsync("<discard-changes/>"));
            Assert.Equal(2, device.Candidates.Count);
        }

        Assert.Empty(device.Candidates);
        Assert.Equal("ok", await second.TagAsync(LockCandidate));
    }

    [Fact]
    public async Task A_modified_candidate_is_not_locked()
    {
        await using var peer = await NetconfPeer.OpenAsync(NetconfPeer.Device());
        await peer.TagAsync(Contact);
        Assert.Equal("resource-denied", await peer.TagAsync(LockCandidate));
    }

    [Fact]
    public async Task A_commit_that_nobody_confirms_goes_back_at_its_time()
    {
        var clock = new FakeTimeProvider();
        var device = NetconfPeer.Device(clock: clock);
        await using var peer = await NetconfPeer.OpenAsync(device);
        await peer.TagAsync(Contact);
        Assert.Equal("ok", await peer.TagAsync(Confirmed));
        Assert.Equal("mine", device.PendingCommit?.Candidate);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Contains("new", device.Running, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("new", device.Running, StringComparison.Ordinal);
        Assert.Null(device.PendingCommit);
        Assert.Single(device.Journal.Of(LabWrite.TimerExpired));
    }

    [Fact]
    public async Task A_named_commit_outlives_its_session_and_is_confirmed_or_cancelled_by_its_name_only()
    {
        var device = NetconfPeer.Device();
        await using (var first = await NetconfPeer.OpenAsync(device))
        {
            await first.TagAsync(Contact);
            await first.TagAsync(Confirmed);
        }

        await using var second = await NetconfPeer.OpenAsync(device);
        Assert.Equal("in-use", await second.TagAsync(LockRunning));
        Assert.Equal("in-use", await second.TagAsync("<commit/>"));
        Assert.Equal("invalid-value", await second.TagAsync("<commit><persist-id>other</persist-id></commit>"));
        Assert.Equal("operation-failed", await second.TagAsync("<cancel-commit><persist-id>other</persist-id></cancel-commit>"));
        Assert.Equal("ok", await second.TagAsync("<cancel-commit><persist-id>mine</persist-id></cancel-commit>"));
        Assert.DoesNotContain("new", device.Running, StringComparison.Ordinal);
        Assert.Equal("operation-failed", await second.TagAsync("<commit><persist-id>mine</persist-id></commit>"));
    }

    [Fact]
    public async Task A_commit_without_a_name_goes_back_with_its_session()
    {
        var device = NetconfPeer.Device(new() { ConfirmedCommit = "1.0" });
        await using (var first = await NetconfPeer.OpenAsync(device))
        {
            await first.TagAsync(Contact);
            await first.TagAsync("<commit><confirmed/></commit>");
            Assert.Contains("new", device.Running, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("new", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_server_lacks_it_does_not_support()
    {
        await using var peer = await NetconfPeer.OpenAsync(NetconfPeer.Device(new() { ConfirmedCommit = null, Validate = false, Startup = false }));
        Assert.Equal("operation-not-supported", await peer.TagAsync(Confirmed));
        Assert.Equal("operation-not-supported", await peer.TagAsync("<validate><source><candidate/></source></validate>"));
        Assert.Equal("invalid-value", await peer.TagAsync("<get-config><source><startup/></source></get-config>"));
    }

    [Fact]
    public async Task The_recorded_defects_can_be_had()
    {
        var device = NetconfPeer.Device(new() { ForgetsValidatedEdits = true });
        await using var peer = await NetconfPeer.OpenAsync(device);
        await peer.TagAsync(Contact);
        await peer.TagAsync("<validate><source><candidate/></source></validate>");
        Assert.Equal("ok", await peer.TagAsync("<commit/>"));
        Assert.DoesNotContain("new", device.Running, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Without_a_candidate_running_is_written_at_once_and_all_or_nothing_where_announced(bool rollbackOnError, bool half)
    {
        var device = NetconfPeer.Device(new() { Candidate = false, RollbackOnError = rollbackOnError });
        await using var peer = await NetconfPeer.OpenAsync(device);
        Assert.Equal("operation-not-supported", await peer.TagAsync("<commit/>"));
        Assert.Equal("invalid-value", await peer.TagAsync(Contact));
        Assert.Equal("ok", await peer.TagAsync(Contact.Replace("candidate", "running", StringComparison.Ordinal)));
        Assert.Contains("<contact>new</contact>", device.Running, StringComparison.Ordinal);
        Assert.Equal("unknown-element", await peer.TagAsync(Edit("<contact>half</contact><bogus/>").Replace("candidate", "running", StringComparison.Ordinal)));
        Assert.Equal(half, device.Running.Contains("half", StringComparison.Ordinal));
        Assert.Empty(device.Candidates);
    }

    [Theory]
    [InlineData("<hostname>r</hostname>", "ok")]
    [InlineData("<bogus/>", "unknown-element")]
    [InlineData("<route><prefix>10.0.0.0/8</prefix></route>", "data-missing")]
    public async Task A_config_from_outside_is_checked_and_not_kept(string content, string tag)
    {
        var device = NetconfPeer.Device(new() { Candidate = false });
        var before = device.Running;
        await using var peer = await NetconfPeer.OpenAsync(device);
        Assert.Equal(tag, await peer.TagAsync($"<validate><source><config><router xmlns=\"urn:example:router\">{content}</router></config></source></validate>"));
        Assert.Equal(before, device.Running);
    }

    private static string Edit(string content, string more = "") =>
        $"<edit-config><target><candidate/></target>{more}<config><router xmlns=\"urn:example:router\">{content}</router></config></edit-config>";
}
