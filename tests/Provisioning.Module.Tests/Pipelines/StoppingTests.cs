using System.Management.Automation;
using Provisioning.Lab;
using Provisioning.Module.Tests.Sessions;

namespace Provisioning.Module.Tests.Pipelines;

public sealed class StoppingTests
{
    private const string Intended = "interface Ethernet1\n   description new\n";
    private const string Provision = "Get-Device -InventoryPath inv.csv | Invoke-DeviceProvision -ConfigPath configs -Credential $credential";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ctrl_C_ends_what_was_not_committed_and_waits_for_what_was()
    {
        var lab = new LabNetwork();
        var transport = new HeldTransport(lab);
        using var session = new Session(transport);
        var (committed, early) = (Add(session, lab, "leaf1"), Add(session, lab, "leaf2"));
        var (verification, login) = (transport.Hold("leaf1", 2), transport.Hold("leaf2", 1));

        using var shell = session.Start($"{Provision} -Commit -All -Confirm:$false");
        var running = Task.Factory.FromAsync(shell.BeginInvoke(), shell.EndInvoke);
        await verification.Reached.WaitAsync(Cancel);
        await login.Reached.WaitAsync(Cancel);
        var stopping = Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        await login.Cancelled.WaitAsync(Cancel);
        verification.Release();
        await stopping.WaitAsync(Cancel);
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running.WaitAsync(Cancel));

        Assert.Empty(early.Journal.Entries);
        Assert.Single(committed.Journal.Of(LabWrite.Confirmed));
        Assert.Contains("description new", committed.Startup, StringComparison.Ordinal);
        Assert.Contains(session.Host.User.Lines, line => line.StartsWith("leaf1: Changed, device state Committed", StringComparison.Ordinal));
        Assert.DoesNotContain(session.Host.User.Lines, line => line.StartsWith("leaf2: ", StringComparison.Ordinal) && line.Contains("device state", StringComparison.Ordinal));
    }

    [Fact]
    public void A_downstream_cmdlet_that_breaks_off_stops_devices_that_were_not_begun()
    {
        var lab = new LabNetwork();
        var transport = new HeldTransport(lab);
        using var session = new Session(transport);
        var devices = Enumerable.Range(1, 4).Select(number => Add(session, lab, $"leaf{number}")).ToList();
        var second = transport.Hold("leaf2", 1);
        session.Set("second", second.Reached);

        var run = session.Run($"{Provision} -ThrottleLimit 1 | ForEach-Object {{ $_; $second.Wait(60000); throw 'enough' }}");

        Assert.Equal("enough", run.Fatal?.ToString());
        Assert.True(second.Cancelled.IsCompleted);
        Assert.Equal([true, false, false, false], devices.Select(device => device.Journal.Entries.Count > 0));
    }

    [Fact]
    public async Task ThrottleLimit_devices_are_worked_on_at_once_and_no_more()
    {
        var lab = new LabNetwork();
        var transport = new HeldTransport(lab);
        using var session = new Session(transport);
        var holds = Enumerable.Range(1, 4).Select(number =>
        {
            Add(session, lab, $"leaf{number}");
            return transport.Hold($"leaf{number}", 1);
        }).ToList();

        using var shell = session.Start($"{Provision} -ThrottleLimit 2");
        var running = Task.Factory.FromAsync(shell.BeginInvoke(), shell.EndInvoke);
        await Task.WhenAll(holds[0].Reached, holds[1].Reached).WaitAsync(Cancel);
        Assert.False(holds[2].Reached.IsCompleted);
        holds.ForEach(hold => hold.Release());
        Assert.Equal(4, (await running.WaitAsync(Cancel)).Count);
        Assert.Equal(2, transport.Most);
    }

    [Fact]
    public async Task Results_come_while_other_devices_are_still_worked_on()
    {
        var lab = new LabNetwork();
        var transport = new HeldTransport(lab);
        using var session = new Session(transport);
        Add(session, lab, "leaf1");
        Add(session, lab, "leaf2");
        var slow = transport.Hold("leaf1", 1);

        using var shell = session.Start(Provision);
        using var output = new PSDataCollection<PSObject>();
        var first = new TaskCompletionSource<PSObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        output.DataAdded += (_, added) => first.TrySetResult(output[added.Index]);
        var running = Task.Factory.FromAsync(shell.BeginInvoke<PSObject, PSObject>(null, output), shell.EndInvoke);
        Assert.Equal("leaf2", ((ProvisionResult)(await first.Task.WaitAsync(Cancel)).BaseObject).Device);
        slow.Release();
        await running.WaitAsync(Cancel);
        Assert.Equal(2, output.Count);
    }

    private static LabDevice Add(Session session, LabNetwork lab, string name)
    {
        session.Add(name, "", Intended);
        return lab.Add(new LabDeviceOptions { Name = name, Password = Session.Password });
    }
}
