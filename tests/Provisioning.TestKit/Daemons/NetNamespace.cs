namespace Provisioning.TestKit.Daemons;

/// <summary>A Linux network namespace of its own: loopback is up, and so are <c>eth0</c>, <c>eth1</c>, ... (each one end of a veth pair).</summary>
public sealed class NetNamespace : IAsyncDisposable
{
    private const string Ip = "/usr/sbin/ip";

    private NetNamespace(string name) => Name = name;

    /// <summary>The name that <c>ip netns</c> knows it by.</summary>
    public string Name { get; }

    /// <summary>What to put before a command so that it runs inside.</summary>
    public IReadOnlyList<string> CommandPrefix => [Ip, "netns", "exec", Name];

    /// <summary>Creates a namespace; nothing is left when that fails half-way.</summary>
    /// <exception cref="MissingComponentException">No root, no <c>ip</c>, or no right to create namespaces.</exception>
    public static async Task<NetNamespace> CreateAsync(int interfaces, CancellationToken cancellation)
    {
        MissingComponentException.RequireRoot();
        MissingComponentException.RequireProgram(Ip, "iproute2");
        var created = new NetNamespace($"prvtest-{Guid.NewGuid().ToString("N")[..12]}");
        try
        {
            await created.AddAsync(interfaces, cancellation);
            return created;
        }
        catch
        {
            await created.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command inside.</summary>
    public Task<ChildResult> RunAsync(IEnumerable<string> command, CancellationToken cancellation) =>
        ChildProcess.RunAsync([.. CommandPrefix, .. command], cancellation);

    /// <summary>Removes the namespace; its interfaces go with it. Processes inside must have ended before.</summary>
    public async ValueTask DisposeAsync() =>
        await ChildProcess.RunAsync([Ip, "netns", "delete", Name], CancellationToken.None);

    private async Task AddAsync(int interfaces, CancellationToken cancellation)
    {
        var added = await ChildProcess.RunAsync([Ip, "netns", "add", Name], cancellation);
        if (added.ExitCode != 0)
        {
            throw new MissingComponentException($"the right to create network namespaces: {added.Error.Trim()}");
        }

        await LinkAsync(cancellation, "set", "lo", "up");
        for (var i = 0; i < interfaces; i++)
        {
            await LinkAsync(cancellation, "add", $"eth{i}", "type", "veth", "peer", "name", $"far{i}");
            await LinkAsync(cancellation, "set", $"eth{i}", "up");
            await LinkAsync(cancellation, "set", $"far{i}", "up");
        }
    }

    private async Task LinkAsync(CancellationToken cancellation, params string[] arguments)
    {
        var result = await ChildProcess.RunAsync([Ip, "-n", Name, "link", .. arguments], cancellation);
        result.OutputOrThrow();
    }
}
