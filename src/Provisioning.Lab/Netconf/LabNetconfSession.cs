namespace Provisioning.Lab.Netconf;

/// <summary>One NETCONF session.</summary>
internal sealed class LabNetconfSession(int id, string user) : IDisposable
{
    private readonly CancellationTokenSource _killed = new();

    public int Id => id;

    public string User => user;

    /// <summary>Somebody has killed it.</summary>
    public CancellationToken Killed => _killed.Token;

    public void Kill() => _killed.Cancel();

    public void Dispose() => _killed.Dispose();
}
