namespace Provisioning.TestKit.Faults;

/// <summary>When a device falls silent: its connections stay, and nothing that it says arrives any more.</summary>
/// <param name="begins">Whether it has; asked whenever it says something.</param>
/// <param name="forGood">Whether new connections are silent too.</param>
public sealed class Silence(Func<bool> begins, bool forGood)
{
    private volatile bool _begun;

    /// <summary>Whether the silence has begun.</summary>
    public bool Begun => _begun || (_begun = begins());

    /// <summary>Whether a connection is silent.</summary>
    /// <param name="isNew">Whether it was made when the silence had begun.</param>
    public bool Covers(bool isNew) => (forGood || !isNew) && Begun;
}
