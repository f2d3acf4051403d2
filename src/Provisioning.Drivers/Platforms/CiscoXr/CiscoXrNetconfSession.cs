using System.Xml.Linq;
using Provisioning.Diffs;
using Provisioning.Drivers.Netconf;
using Provisioning.Drivers.Transports;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.CiscoXr;

/// <summary>
/// A session on an IOS XR device over NETCONF. A commit with a timer is persistent, under the name <c>prv-RUNID</c>: any session
/// of the run can confirm it or cancel it (tried by others on IOS XR 7). The device shows that name to nobody, so another's
/// commit is told by the session that made it. It keeps no message with a commit.
/// </summary>
internal sealed class CiscoXrNetconfSession(IDeviceConnection connection, NetconfClient netconf, DeviceContext context, CiscoXrRun run)
    : DeviceSession(connection, context)
{
    private string Persist => $"prv-{Context.RunId}";

    /// <summary>Refuses a device that lacks what every verb needs.</summary>
    public void Prepare()
    {
        run.Netconf.Add(netconf);
        if (!netconf.Capabilities.Has(":candidate"))
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"The NETCONF server of '{Name}' has no candidate configuration. Configure 'netconf-yang agent ssh' on it, or set the device's option {Http.TransportOption.Key} to ssh.");
        }
    }

    public override async Task<string> GetConfigAsync(ConfigStore store, CancellationToken cancellationToken)
    {
        // There is no startup config; what persists is what was committed and confirmed.
        if (store == ConfigStore.Startup && (await ReadStateAsync(cancellationToken).ConfigureAwait(false)).Trial is not null)
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"Over NETCONF the persistent config of '{Name}' cannot be told from the running one while a commit waits for its confirmation. Set the device's option {Http.TransportOption.Key} to ssh.");
        }

        var reply = await SendAsync(CiscoXrNetconf.GetConfig(store == ConfigStore.Candidate ? "candidate" : "running"), cancellationToken).ConfigureAwait(false);
        return CiscoXrNetconf.ConfigOf(reply) is { } text
            ? CiscoXrOutput.Config(text.Split('\n'))
            : throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' answered <get-config> without a config.");
    }

    public override async Task LoadAsync(string config, LoadOperation operation, CancellationToken cancellationToken)
    {
        var load = CiscoXrNetconf.Load(CiscoXrNetconf.Text(config), operation);
        await LockAsync(cancellationToken).ConfigureAwait(false);
        HasCandidate = true;
        try
        {
            RefuseNotOk(await netconf.SendAsync(load, Context.Timeouts.Commit, cancellationToken).ConfigureAwait(false), load);
        }
        catch (NetconfRpcException exception)
        {
            throw exception.Has("unknown-namespace")
                ? NoCli(exception)
                : new LoadException(ErrorCode.LoadRejected, $"'{Name}' rejected the intended config: {Told(exception)}. Nothing was changed.", exception);
        }
    }

    public override async Task<ConfigDiff> GetDiffAsync(CancellationToken cancellationToken)
    {
        try
        {
            var reply = await netconf.SendAsync(CiscoXrNetconf.GetDiff, Context.Timeouts.Command, cancellationToken).ConfigureAwait(false);
            return CiscoXrNetconf.DiffOf(reply) is { } text
                ? ConfigDiff.FromDevice(CiscoXrOutput.Diff(text.Split('\n')), Context.Secrets)
                : throw new DiffException(ErrorCode.DiffFailed, $"'{Name}' answered <get-cli-config-diff> with '{Masked(reply.ToString())}'.");
        }
        catch (NetconfRpcException exception)
        {
            throw new DiffException(ErrorCode.DiffFailed, $"'{Name}' gave no diff: {Told(exception)}.", exception);
        }
    }

    public override async Task CommitAsync(CommitRequest request, CancellationToken cancellationToken)
    {
        if (request.ConfirmTimeout is not null && !netconf.Capabilities.Has(":confirmed-commit:1.1"))
        {
            throw new CommitException(ErrorCode.PrerequisiteMissing, $"The NETCONF server of '{Name}' has no commits that wait for a confirmation (confirmed-commit:1.1). Set ConfirmTimeout to null, or the device's option {Http.TransportOption.Key} to ssh. Nothing was committed.");
        }

        var commit = CiscoXrNetconf.Commit(request.ConfirmTimeout, Persist);
        (HasCandidate, run.PersistSent) = (false, request.ConfirmTimeout is not null);
        await CommitAsync(commit, ErrorCode.CommitFailed, cancellationToken).ConfigureAwait(false);
        var state = await ReadStateAsync(cancellationToken).ConfigureAwait(false);
        if (state.Commits[0] == run.CommitBefore || (request.ConfirmTimeout is not null && state.Trial is null))
        {
            throw new CommitException(ErrorCode.CommitFailed, $"'{Name}' took the commit without an error but shows {(state.Commits[0] == run.CommitBefore ? "no new commit" : "none that waits for its confirmation")}.");
        }

        await SendAsync(CiscoXrNetconf.UnlockCandidate, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<PendingCommit?> GetPendingCommitAsync(CancellationToken cancellationToken)
    {
        await run.Netconf.KillGivenUpAsync(netconf, Context.Timeouts.Command, cancellationToken).ConfigureAwait(false);
        var trial = (await ReadStateAsync(cancellationToken).ConfigureAwait(false)).Trial;
        return trial is null ? null : new(run.PersistSent ? Context.RunId : trial.ToString(), Remaining: null);
    }

    public override async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        await CommitAsync(CiscoXrNetconf.Confirm(Persist), ErrorCode.ConfirmFailed, cancellationToken).ConfigureAwait(false);
        if ((await ReadStateAsync(cancellationToken).ConfigureAwait(false)).Trial is not null)
        {
            throw new CommitException(ErrorCode.ConfirmFailed, $"'{Name}' took the confirmation without an error but still shows a commit that waits for it.");
        }

        run.PersistSent = false;
    }

    public override async Task RollbackAsync(CancellationToken cancellationToken)
    {
        var state = await ReadStateAsync(cancellationToken).ConfigureAwait(false);
        var pending = run.PersistSent && state.Trial is not null;
        var isOurs = state.Committer.Length == 0 || state.Committer == Context.Credential.Username;
        if (!pending && (run.CommitBefore is null || !isOurs || state.Commits.TakeWhile(id => id != run.CommitBefore).Count() != 1))
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"The newest commit on '{Name}' is not surely this run's alone, so undoing it could undo another's change.");
        }

        try
        {
            var undo = pending ? CiscoXrNetconf.Cancel(Persist) : CiscoXrNetconf.RollBackLast;
            RefuseNotOk(await netconf.SendAsync(undo, Context.Timeouts.Commit, cancellationToken).ConfigureAwait(false), undo);
        }
        catch (NetconfRpcException exception)
        {
            throw new RollbackException(ErrorCode.RollbackFailed, $"'{Name}' did not undo the commit: {Told(exception)}.", exception);
        }

        if ((await ReadStateAsync(cancellationToken).ConfigureAwait(false)).Trial is not null)
        {
            throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"The commit on '{Name}' still waits for its confirmation. It goes back by itself when its timer ends.");
        }

        run.PersistSent = false;
    }

    public override async Task DiscardAsync(CancellationToken cancellationToken)
    {
        if (HasCandidate)
        {
            foreach (var reply in await netconf.SendAllAsync([CiscoXrNetconf.Discard, CiscoXrNetconf.UnlockCandidate], Context.Timeouts.Command, cancellationToken).ConfigureAwait(false))
            {
                RefuseNotOk(reply, CiscoXrNetconf.Discard);
            }
        }

        HasCandidate = false;
    }

    /// <summary>A commit is kept by itself: there is no startup config to write. So this checks that it was kept.</summary>
    public override async Task SaveAsync(CancellationToken cancellationToken)
    {
        var replies = await netconf.SendAllAsync([CiscoXrNetconf.GetState, CiscoXrNetconf.GetCommits], Context.Timeouts.Command, cancellationToken).ConfigureAwait(false);
        if (run.PersistSent && CiscoXrNetconf.SessionsOf(replies[0]).Any(session => session.IsTrial))
        {
            throw new CommitException(ErrorCode.SaveFailed, $"The commit on '{Name}' still waits for its confirmation.");
        }

        if (CiscoXrNetconf.CommitsOf(replies[1]) is not [var newest, ..] || newest == run.CommitBefore)
        {
            throw new CommitException(ErrorCode.SaveFailed, $"The commit database of '{Name}' does not hold the commit.");
        }
    }

    public override Task CleanUpAsync(CancellationToken cancellationToken) => DiscardAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await DiscardQuietlyAsync().ConfigureAwait(false);
        await netconf.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    // Before the session is closed; what the base class does at its end would come too late for it.
    private async Task DiscardQuietlyAsync()
    {
        try
        {
            using var soon = new CancellationTokenSource(Context.Timeouts.Command, Context.TimeProvider);
            await DiscardAsync(soon.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ProvisioningException or OperationCanceledException)
        {
            // The server drops the candidate of a session that is gone.
            HasCandidate = false;
        }
    }

    private async Task LockAsync(CancellationToken cancellationToken)
    {
        var replies = await netconf.ExchangeAsync([CiscoXrNetconf.LockCandidate, CiscoXrNetconf.GetState], Context.Timeouts.Command, cancellationToken).ConfigureAwait(false);
        if (replies[0].Errors.FirstOrDefault(error => error.Tag is "lock-denied" or "in-use") is { } denied)
        {
            var holder = denied.SessionId is { } id ? $"NETCONF session {id}" : "another session";
            throw new ConnectionException(ErrorCode.DeviceBusy, $"The candidate configuration of '{Name}' is locked by {holder}: '{Masked(denied.ToString())}'. It was left alone.");
        }

        netconf.ThrowIfFailed(CiscoXrNetconf.LockCandidate, replies[0]);
        netconf.ThrowIfFailed(CiscoXrNetconf.GetState, replies[1]);

        // While a commit of this run waits, the newest is that one.
        run.CommitBefore ??= CiscoXrNetconf.CommitsOf(replies[1].Element) is [var newest, ..] ? newest : "";
    }

    private async Task CommitAsync(XElement commit, ErrorCode code, CancellationToken cancellationToken)
    {
        try
        {
            RefuseNotOk(await netconf.SendAsync(commit, Context.Timeouts.Commit, cancellationToken).ConfigureAwait(false), commit);
        }
        catch (NetconfRpcException exception)
        {
            HasCandidate = code == ErrorCode.CommitFailed;
            run.PersistSent &= code != ErrorCode.CommitFailed;
            var busy = code == ErrorCode.CommitFailed && (exception.Has("in-use") || exception.Has("lock-denied")
                || CiscoXrOutput.IsBusy(string.Join(' ', exception.Errors.Select(error => error.Message))));
            throw new CommitException(busy ? ErrorCode.DeviceBusy : code, $"'{Name}' did not take the {(code == ErrorCode.CommitFailed ? "commit" : "confirmation")}: {Told(exception)}.", exception);
        }
    }

    private async Task<(CiscoXrConfigSession? Trial, IReadOnlyList<string> Commits, string Committer)> ReadStateAsync(CancellationToken cancellationToken)
    {
        var reply = await SendAsync(CiscoXrNetconf.GetState, cancellationToken).ConfigureAwait(false);
        var commits = CiscoXrNetconf.CommitsOf(reply);
        return commits.Count > 0
            ? (CiscoXrNetconf.SessionsOf(reply).FirstOrDefault(session => session.IsTrial), commits, CiscoXrNetconf.CommitterOf(reply, commits[0]))
            : throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"'{Name}' tells of no commit over NETCONF, so what waits for a confirmation cannot be told either. Set the device's option {Http.TransportOption.Key} to ssh.");
    }

    private Task<XElement> SendAsync(XElement operation, CancellationToken cancellationToken) =>
        netconf.SendAsync(operation, Context.Timeouts.Command, cancellationToken);

    private void RefuseNotOk(XElement reply, XElement operation)
    {
        if (!reply.Elements().Any(element => element.Name.LocalName == "ok"))
        {
            throw new NetconfRpcException(operation.Name.LocalName, [], $"'{Name}' answered <{operation.Name.LocalName}> with neither ok nor an error: '{Masked(reply.ToString())}'.");
        }
    }

    private ConnectionException NoCli(NetconfRpcException exception) => new(
        ErrorCode.PrerequisiteMissing, $"The NETCONF server of '{Name}' takes no config as command lines, which needs IOS XR 7.0 or later: {Told(exception)}. Set the device's option {Http.TransportOption.Key} to ssh.", exception);

    private string Told(NetconfRpcException exception) =>
        exception.Errors.Count == 0 ? exception.Message : $"'{Masked(string.Join("; ", exception.Errors))}'";
}
