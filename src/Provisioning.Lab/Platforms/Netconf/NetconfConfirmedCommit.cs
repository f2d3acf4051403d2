using System.Xml.Linq;
using Provisioning.Lab.Netconf;

namespace Provisioning.Lab.Platforms.Netconf;

/// <summary>The commit that waits for its confirmation, by RFC 6241, section 8.4. Callers hold the device's lock.</summary>
internal sealed class NetconfConfirmedCommit(LabDevice device, NetconfStores stores)
{
    private XElement? _before;
    private LabNetconfSession? _session;
    private string? _persist;
    private DateTimeOffset _deadline;
    private ITimer? _timer;

    public LabPendingCommit? Pending => _before is null ? null : new(_persist ?? $"session {_session!.Id}", _deadline);

    public bool IsSomebodyElses(LabNetconfSession session) => _before is not null && (_persist is not null || _session != session);

    /// <summary>A commit comes: it must belong to the one that waits, if there is one.</summary>
    /// <exception cref="LabRpcError">It does not.</exception>
    public void Accept(LabNetconfSession session, string? persistId, bool confirms)
    {
        if (_before is null)
        {
            _ = persistId is null ? true : throw new LabRpcError("operation-failed", "persistent confirmed commit not active") { Type = "protocol" };
            return;
        }

        if (_persist is not null ? persistId != _persist : _session != session)
        {
            throw persistId is null
                ? new LabRpcError("in-use", "cannot perform the operation with confirmed-commit pending") { Type = "protocol", AppTag = "outstanding-confirmed-commit" }
                : new LabRpcError("invalid-value", "invalid value") { Type = "protocol", Path = "/rpc/commit/persist-id" };
        }

        if (confirms)
        {
            End();
            Note(LabWrite.Confirmed, session.User, "");
        }
    }

    public void Start(LabNetconfSession session, TimeSpan timeout, string? persist)
    {
        _before ??= stores[NetconfStores.Running];
        (_session, _persist, _deadline) = (session, persist, device.TimeProvider.GetUtcNow() + timeout);
        _timer?.Dispose();
        _timer = device.TimeProvider.CreateTimer(_ => Expire(), null, timeout, Timeout.InfiniteTimeSpan);
        Note(LabWrite.TimerStarted, session.User, timeout.ToString());
    }

    /// <exception cref="LabRpcError">Nothing waits under that name.</exception>
    public void Cancel(LabNetconfSession session, string? persistId)
    {
        if (_before is null || (_persist is not null ? persistId != _persist : _session != session))
        {
            throw new LabRpcError("operation-failed", "operation failed") { Type = "protocol" };
        }

        Revert(LabWrite.Reverted, session.User);
    }

    /// <summary>A commit that is bound to a session ends with it.</summary>
    public void Closed(LabNetconfSession session)
    {
        if (_before is not null && _persist is null && _session == session)
        {
            Revert(LabWrite.Reverted, session.User);
        }
    }

    private void Expire()
    {
        lock (((NetconfDevice)device.Model).Gate)
        {
            if (_before is not null && device.TimeProvider.GetUtcNow() >= _deadline)
            {
                Revert(LabWrite.TimerExpired, "");
            }
        }
    }

    private void Revert(LabWrite write, string user)
    {
        stores[NetconfStores.Running] = _before!;
        stores.Discard();
        End();
        Note(write, user, "");
    }

    private void End()
    {
        (_before, _session, _persist) = (null, null, null);
        _timer?.Dispose();
        _timer = null;
    }

    private void Note(LabWrite write, string user, string text) =>
        device.Journal.Add(new(device.TimeProvider.GetUtcNow(), write, LabStore.Running, user, null, text));
}
