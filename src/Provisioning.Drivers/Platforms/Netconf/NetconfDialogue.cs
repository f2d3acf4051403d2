using System.Xml.Linq;
using Provisioning.Drivers.Netconf;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>A session's exchanges: every answer is what was asked for, an error, or an answer to be shown.</summary>
internal sealed class NetconfDialogue(NetconfClient client, DeviceContext context)
{
    private static readonly string[] BusyTags = ["lock-denied", "in-use", "resource-denied"];

    public NetconfClient Client => client;

    public DeviceContext Context => context;

    public string Name => context.Device.Name;

    /// <summary>Sends operations that change no running config.</summary>
    public Task<IReadOnlyList<NetconfReply>> AskAsync(CancellationToken cancellationToken, params XElement[] operations) =>
        client.ExchangeAsync(operations, context.Timeouts.Command, cancellationToken);

    /// <summary>Sends operations of which one changes running or startup.</summary>
    public Task<IReadOnlyList<NetconfReply>> CommitAsync(CancellationToken cancellationToken, params XElement[] operations) =>
        client.ExchangeAsync(operations, context.Timeouts.Commit, cancellationToken);

    /// <summary>The configuration of a store.</summary>
    public async Task<XElement> ReadAsync(string store, CancellationToken cancellationToken) =>
        Data(store, (await AskAsync(cancellationToken, NetconfOperations.GetConfig(store)).ConfigureAwait(false))[0]);

    /// <exception cref="ConnectionException">The reply has no configuration.</exception>
    public XElement Data(string store, NetconfReply reply) => reply.Data
        ?? throw new ConnectionException(ErrorCode.UnexpectedAnswer, $"The {store} config of '{Name}' cannot be read: {Said(reply)}.");

    /// <summary>Who is at work when a lock is denied for that; null when the reply is no such denial.</summary>
    public string? Busy(NetconfReply reply)
    {
        var denial = reply.Errors.FirstOrDefault(error => BusyTags.Contains(error.Tag));
        return denial is null ? null
            : denial.SessionId is { Length: > 0 } and not "0" ? $"NETCONF session {denial.SessionId} holds the lock ({Said(reply)})"
            : $"somebody is at work on it ({Said(reply)})";
    }

    /// <exception cref="ConnectionException">A timer is asked for, and the server has none.</exception>
    public void RefuseTimer(TimeSpan? confirmTimeout, bool hasTimer)
    {
        if (confirmTimeout is not null && !hasTimer)
        {
            throw new ConnectionException(ErrorCode.PrerequisiteMissing, $"The NETCONF server of '{Name}' cannot undo a commit by itself (capability :confirmed-commit). Set ConfirmTimeout to null to commit without that. Nothing was changed.");
        }
    }

    /// <summary>Whether a denied lock on running says that a commit waits for its confirmation.</summary>
    /// <remarks>
    /// RFC 6241 (7.5) forbids the lock then, and leaves open how that is said. yuma123 2.13: in-use with the app-tag
    /// outstanding-confirmed-commit. A lock that a session holds is lock-denied with that session's number.
    /// </remarks>
    public static bool IsPendingCommit(NetconfReply reply) => reply.Errors.Any(error =>
        error.Tag == "in-use" || $"{error.AppTag} {error.Message}".Contains("confirm", StringComparison.OrdinalIgnoreCase));

    /// <summary>What a reply says, for messages: its errors, or whatever it is.</summary>
    public string Said(NetconfReply reply)
    {
        var text = reply.Errors.Count > 0
            ? string.Join("; ", reply.Errors)
            : $"neither ok nor an error: {string.Concat(reply.Element.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting)))}";
        return $"'{context.Quote(text)}'";
    }
}
