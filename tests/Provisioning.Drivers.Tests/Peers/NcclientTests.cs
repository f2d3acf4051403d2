using System.Xml.Linq;
using Provisioning.Drivers.Tests.Platforms;
using Provisioning.Lab;
using Provisioning.TestKit.Conformance;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Peers;

/// <summary>ncclient's own sessions with the simulated NETCONF servers, as a subsystem of a real sshd.</summary>
public sealed class NcclientTests
{
    private static readonly XNamespace Router = "urn:example:router";

    [Fact]
    public async Task Ncclient_says_hello_and_learns_what_the_server_can()
    {
        var seen = await RunAsync(Server(), [Call("server_capabilities")]);

        Assert.Contains("urn:ietf:params:netconf:base:1.1", seen[0].Split('\n'));
        Assert.Contains("urn:ietf:params:netconf:capability:candidate:1.0", seen[0].Split('\n'));
    }

    [Fact]
    public async Task Ncclient_reads_the_running_config()
    {
        var seen = await RunAsync(Server(), [Call("get_config", ("source", "running"))]);

        Assert.Equal("uplink", XDocument.Parse(seen[0]).Descendants(Router + "description").Single().Value);
    }

    [Fact]
    public async Task Ncclient_edits_validates_and_commits_under_a_lock()
    {
        var device = Server();

        var seen = await RunAsync(device,
        [
            Call("lock", ("target", "candidate")),
            Call("edit_config", ("target", "candidate"), ("config", Described("by <ncclient>"))),
            Call("validate", ("source", "candidate")),
            Call("commit"),
            Call("copy_config", ("source", "running"), ("target", "startup")),
            Call("unlock", ("target", "candidate")),
        ]);

        Assert.All(seen, IsOk);
        Assert.Contains("<description>by &lt;ncclient&gt;</description>", device.Running, StringComparison.Ordinal);
        Assert.Equal(device.Running, device.Startup);
    }

    [Fact]
    public async Task Ncclient_is_told_that_another_session_holds_the_lock()
    {
        var seen = await RunAsync(Server(),
            [Call("lock", ("target", "candidate")), Call("lock", ("target", "candidate")) with { Session = "second" }]);

        Assert.StartsWith("error lock-denied: ", seen[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ncclient_confirms_from_another_session_what_one_committed_for_a_minute()
    {
        var device = Server();

        var seen = await RunAsync(device,
        [
            Call("edit_config", ("target", "candidate"), ("config", Described("for a minute"))),
            Call("commit", ("confirmed", true), ("timeout", "60"), ("persist", "by-ncclient")),
            Call("commit", ("persist_id", "somebody-else")) with { Session = "second" },
            Call("commit", ("persist_id", "by-ncclient")) with { Session = "second" },
        ]);

        Assert.StartsWith("error invalid-value: ", seen[2], StringComparison.Ordinal);
        IsOk(seen[3]);
        Assert.Null(device.PendingCommit);
        Assert.Contains("for a minute", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ncclient_is_told_what_is_wrong_with_a_config()
    {
        var device = Server();

        var seen = await RunAsync(device,
            [Call("edit_config", ("target", "candidate"), ("config", Config(NetconfConfigs.Merge("<bogus>words</bogus>"))))]);

        Assert.StartsWith("error unknown-element: ", seen[0], StringComparison.Ordinal);
        Assert.DoesNotContain("bogus", device.Running, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ncclient_changes_an_IOS_XR_device()
    {
        var device = new LabDevice(new() { Name = "xr1", Platform = "cisco_xr", Port = 830, Running = "hostname xr1\nend\n" });
        const string Lines = "<cli xmlns=\"http://cisco.com/ns/yang/Cisco-IOS-XR-cli-cfg\">interface GigabitEthernet0/0/0/0\n description by ncclient\n!\n</cli>";

        var seen = await RunAsync(device,
        [
            Call("lock", ("target", "candidate")),
            Call("edit_config", ("target", "candidate"), ("config", Config(Lines))),
            Call("commit"),
            Call("unlock", ("target", "candidate")),
        ], handler: "iosxr");

        Assert.All(seen, IsOk);
        Assert.Contains(" description by ncclient", device.Running.Split('\n'));
    }

    [Fact]
    public async Task Ncclient_changes_a_Junos_device()
    {
        await using var bed = new JuniperJunosBed();

        var seen = await RunAsync(bed.Lab,
        [
            Call("lock", ("target", "candidate")),
            Call("load_configuration", ("action", "merge"), ("format", "text"), ("config", "interfaces { ge-0/0/0 { description by-ncclient; } }")),
            Call("compare_configuration"),
            Call("commit"),
            Call("unlock", ("target", "candidate")),
        ], handler: "junos");

        Assert.Contains("+   description by-ncclient;", seen[2], StringComparison.Ordinal);
        Assert.Contains("description by-ncclient;", bed.Lab.Running, StringComparison.Ordinal);
        Assert.Equal(bed.Lab.Running, bed.Lab.Startup);
    }

    private static void IsOk(string reply) => Assert.Equal(["ok"], XDocument.Parse(reply).Root!.Elements().Select(element => element.Name.LocalName));

    private static LabDevice Server() =>
        new(new() { Name = "router1", Platform = "netconf", Port = 830, Running = NetconfConfigs.Initial });

    private static string Described(string text) => Config(NetconfConfigs.Describing(text));

    private static string Config(string content) => $"<config xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\">{content}</config>";

    private static NetconfCall Call(string method, params (string Name, object Value)[] arguments) =>
        new("first", method, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));

    private static async Task<IReadOnlyList<string>> RunAsync(LabDevice device, NetconfCall[] calls, string handler = "default")
    {
        Requirement.Need(PeerScript.Module("ncclient"));
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var host = await LabSshHost.StartAsync(device, cancellationToken);
        var request = new
        {
            connection = new
            {
                host = "127.0.0.1",
                port = host.Port,
                username = host.Credential.Username,
                password = host.Credential.Password!.Reveal(),
                hostkey_verify = false,
                allow_agent = false,
                look_for_keys = false,
                timeout = 60,
                device_params = new { name = handler },
            },
            calls = calls.Select(call => new object[] { call.Session, call.Method, call.Arguments }),
        };
        return await PeerScript.RunAsync("ncclient_calls.py", request, cancellationToken);
    }

    private sealed record NetconfCall(string Session, string Method, IReadOnlyDictionary<string, object> Arguments);
}
