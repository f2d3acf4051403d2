using System.Xml.Linq;
using Provisioning.Drivers.Netconf;
using Provisioning.Errors;

namespace Provisioning.Drivers.Platforms.Netconf;

/// <summary>Locks on stores, taken and given back together.</summary>
internal sealed class NetconfLocks(NetconfDialogue dialogue, NetconfRun run, IReadOnlyList<string> stores)
{
    /// <summary>Gives all of them back.</summary>
    public IReadOnlyList<XElement> Unlocks { get; } = [.. stores.Select(NetconfOperations.Unlock)];

    /// <summary>Locks the stores and reads, in one exchange.</summary>
    /// <returns>The replies to the reads.</returns>
    /// <exception cref="LoadException">One is not granted; none is held then.</exception>
    public async Task<IReadOnlyList<NetconfReply>> TakeAsync(IReadOnlyList<XElement> reads, CancellationToken cancellationToken)
    {
        XElement[] all = [.. stores.Select(NetconfOperations.Lock), .. reads];
        var replies = await dialogue.AskAsync(cancellationToken, all).ConfigureAwait(false);
        if (await KillOwnAsync(replies.Take(stores.Count), cancellationToken).ConfigureAwait(false))
        {
            await GiveBackAsync(cancellationToken).ConfigureAwait(false);
            replies = await dialogue.AskAsync(cancellationToken, all).ConfigureAwait(false);
        }

        if (replies.Take(stores.Count).FirstOrDefault(reply => !reply.IsOk) is { } denied)
        {
            await GiveBackAsync(cancellationToken).ConfigureAwait(false);
            throw dialogue.Busy(denied) is { } who
                ? new LoadException(ErrorCode.DeviceBusy, $"'{dialogue.Name}' cannot be locked: {who}. Nothing was changed.")
                : new LoadException(ErrorCode.LoadRejected, $"'{dialogue.Name}' does not grant a lock: {dialogue.Said(denied)}. Nothing was changed.");
        }

        return [.. replies.Skip(stores.Count)];
    }

    /// <summary>Locks that were not granted cannot be given back, and that answer does not matter.</summary>
    public Task GiveBackAsync(CancellationToken cancellationToken) => dialogue.AskAsync(cancellationToken, [.. Unlocks]);

    /// <summary>A lock may be held by a session of this run whose connection was lost, and of which the server does not know yet.</summary>
    /// <returns>Whether one was, and is no more.</returns>
    public async Task<bool> KillOwnAsync(IEnumerable<NetconfReply> denials, CancellationToken cancellationToken)
    {
        var dead = denials.SelectMany(reply => reply.Errors).Select(error => error.SessionId).OfType<string>().Where(run.Sessions.IsDead).Distinct().ToArray();
        if (dead.Length > 0)
        {
            await dialogue.AskAsync(cancellationToken, [.. dead.Select(NetconfOperations.Kill)]).ConfigureAwait(false);
        }

        return dead.Length > 0;
    }
}
