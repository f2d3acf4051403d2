using System.Xml.Linq;
using Provisioning.Diffs;
using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>What a session on a NETCONF server does whether the server has a candidate or not. Sources: RFC 6241.</summary>
internal abstract class NetconfSession(IDeviceConnection connection, NetconfDialogue dialogue, NetconfRun run)
    : DeviceSession(connection, dialogue.Context)
{
    protected NetconfCapabilities Server => dialogue.Client.Capabilities;

    protected NetconfDialogue Dialogue => dialogue;

    protected NetconfRun Run => run;

    /// <summary>The running config that the load was made on, and what it is to become.</summary>
    protected abstract (XElement Running, XElement Intended) Loaded { get; }

    /// <summary>The session that suits what the server has.</summary>
    /// <exception cref="ConnectionException">The server has nothing that can be written.</exception>
    public static NetconfSession Create(IDeviceConnection connection, NetconfDialogue dialogue, NetconfRun run)
    {
        run.Sessions.Add(dialogue.Client);
        var server = dialogue.Client.Capabilities;
        return server.Has(":candidate") ? new NetconfCandidateSession(connection, dialogue, run)
            : server.Has(":writable-running") ? new NetconfRunningSession(connection, dialogue, run)
            : throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"The NETCONF server of '{dialogue.Name}' has neither a candidate configuration (capability :candidate) nor one that runs and can be written (:writable-running). Enable one of them on the device.");
    }

    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken)
    {
        if (store == ConfigStore.Candidate)
        {
            RefuseUnloaded();
            return CanonicalXml.Print(await CandidateAsync(cancellationToken).ConfigureAwait(false));
        }

        // Without :startup there is one configuration, and it outlives a reboot (RFC 6241, 8.7).
        var name = store == ConfigStore.Startup && Server.Has(":startup") ? NetconfOperations.Startup : NetconfOperations.Running;
        return CanonicalXml.Print(await dialogue.ReadAsync(name, cancellationToken).ConfigureAwait(false));
    }

    public override Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        RefuseUnloaded();
        var (running, intended) = Loaded;
        return Task.FromResult(ConfigDiff.Compute(CanonicalXml.Print(running), CanonicalXml.Print(intended), Context.Secrets, cancellationToken));
    }

    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (!Server.Has(":startup"))
        {
            return;
        }

        var replies = await dialogue.CommitAsync(
            cancellationToken,
            NetconfOperations.Copy(NetconfOperations.Running, NetconfOperations.Startup),
            NetconfOperations.GetConfig(NetconfOperations.Running),
            NetconfOperations.GetConfig(NetconfOperations.Startup)).ConfigureAwait(false);
        if (!replies[0].IsOk)
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' answered the copy of running to startup with {dialogue.Said(replies[0])}.");
        }

        if (CanonicalXml.Print(dialogue.Data(NetconfOperations.Running, replies[1])) != CanonicalXml.Print(dialogue.Data(NetconfOperations.Startup, replies[2])))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"'{Name}' says that it saved, but its startup config differs from its running config.");
        }
    }

    public override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await KillGivenUpAsync(cancellationToken).ConfigureAwait(false);
        await DiscardAsync(cancellationToken).ConfigureAwait(false);
        run.Before = null;
    }

    protected abstract Task<XElement> CandidateAsync(CancellationToken cancellationToken);

    /// <summary>A late commit would be done, and late edits of a candidate that nobody may lock outlive their session.</summary>
    protected Task KillGivenUpAsync(CancellationToken cancellationToken) =>
        run.Sessions.KillGivenUpAsync(dialogue.Client, Context.Timeouts.Command, cancellationToken);

    protected override ValueTask LeaveAsync() => dialogue.Client.DisposeAsync();

    private void RefuseUnloaded()
    {
        if (!HasCandidate)
        {
            throw new DiffException(ErrorCode.DiffFailed, $"No candidate is loaded on '{Name}'.");
        }
    }
}
