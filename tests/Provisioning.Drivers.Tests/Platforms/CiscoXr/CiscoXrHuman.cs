using System.Text;
using Provisioning.Drivers.Transports;
using Provisioning.Lab;

namespace Provisioning.Drivers.Tests.Platforms.CiscoXr;

/// <summary>Somebody at the command line of a simulated router.</summary>
internal sealed class CiscoXrHuman : IAsyncDisposable
{
    private readonly IDeviceConnection _connection;
    private readonly IDeviceChannel _shell;
    private readonly byte[] _buffer = new byte[4096];

    private CiscoXrHuman(IDeviceConnection connection, IDeviceChannel shell) => (_connection, _shell) = (connection, shell);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<CiscoXrHuman> LogInAsync(CiscoXrBed bed)
    {
        var network = new LabNetwork();
        network.Add(bed.Lab);
        var connection = await network.ConnectAsync(
            DriverContexts.Create() with { Device = bed.Device with { Port = bed.Lab.Options.Port }, Credential = bed.Credential }, Token);
        var human = new CiscoXrHuman(connection, await connection.OpenShellAsync(TerminalSize.Wide, Token));
        await human.UntilPromptAsync();
        return human;
    }

    /// <summary>Types lines, each at the prompt behind the answer to the one before.</summary>
    public async Task TypeAsync(params string[] lines)
    {
        foreach (var line in lines)
        {
            await _shell.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), Token);
            await UntilPromptAsync();
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task UntilPromptAsync()
    {
        var seen = "";
        while (!seen.EndsWith('#'))
        {
            seen += Encoding.UTF8.GetString(_buffer, 0, await _shell.ReadAsync(_buffer, Token));
        }
    }
}
