using System.Text;
using Provisioning.Drivers.Transports;

namespace Provisioning.Lab.Tests;

/// <summary>Types at a device and waits for its prompt, as a human does.</summary>
internal sealed class LabClient : IAsyncDisposable
{
    private readonly IDeviceChannel _shell;
    private readonly byte[] _buffer = new byte[4096];
    private readonly StringBuilder _unseen = new();

    private LabClient(IDeviceConnection connection, IDeviceChannel shell) => (Connection, _shell) = (connection, shell);

    public IDeviceConnection Connection { get; }

    public static async Task<LabClient> OpenAsync(LabDevice device, int rows = 0, int columns = 4096)
    {
        var network = new LabNetwork();
        network.Add(device);
        var connection = await network.ConnectAsync(TestContexts.For(device), TestContext.Current.CancellationToken);
        var shell = await connection.OpenShellAsync(new(columns, rows), TestContext.Current.CancellationToken);
        return new(connection, shell);
    }

    /// <summary>A login that has already seen the privileged prompt.</summary>
    public static async Task<LabClient> PrivilegedAsync(LabDevice device, int rows = 0)
    {
        var client = await OpenAsync(device, rows);
        await client.UntilAsync(">");
        await client.SendAsync("enable");
        return client;
    }

    /// <summary>Sends a line and returns its answer: what comes between its echo and the next prompt.</summary>
    public async Task<string> SendAsync(string line)
    {
        await TypeAsync(line + "\n");
        var shown = await UntilPromptAsync();
        var echo = shown.IndexOf("\r\n", StringComparison.Ordinal) + 2;
        var prompt = shown.LastIndexOf('\n') + 1;
        LastPrompt = shown[prompt..];
        return shown[echo..Math.Max(echo, prompt)].Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    public string LastPrompt { get; private set; } = "";

    public async Task SendAllAsync(params string[] lines)
    {
        foreach (var line in lines)
        {
            await SendAsync(line);
        }
    }

    public ValueTask TypeAsync(string text) => _shell.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    public Task<string> UntilPromptAsync() => UntilAsync(text =>
        text.Length > 0 && text[^1] is '#' or '>' && !text[(text.LastIndexOf('\n') + 1)..].Contains(' ') ? text.Length : -1);

    public Task<string> UntilAsync(string end) =>
        UntilAsync(text => text.IndexOf(end, StringComparison.Ordinal) is var at and >= 0 ? at + end.Length : -1);

    /// <summary>Everything until the device closes the shell.</summary>
    public async Task<string> UntilClosedAsync()
    {
        while (await ReadAsync() > 0)
        {
        }

        return _unseen.ToString();
    }

    public async ValueTask DisposeAsync() => await Connection.DisposeAsync();

    private async Task<string> UntilAsync(Func<string, int> found)
    {
        for (; ; )
        {
            var text = _unseen.ToString();
            if (found(text) is var end and >= 0)
            {
                _unseen.Remove(0, end);
                return text[..end];
            }

            if (await ReadAsync() == 0)
            {
                throw new InvalidOperationException($"The device closed the shell after: {text}");
            }
        }
    }

    private async Task<int> ReadAsync()
    {
        var count = await _shell.ReadAsync(_buffer, TestContext.Current.CancellationToken);
        _unseen.Append(Encoding.UTF8.GetString(_buffer, 0, count));
        return count;
    }
}
