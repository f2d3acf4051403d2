using Provisioning.Drivers.Netconf;
using Provisioning.TestKit.Conformance;

namespace Provisioning.Drivers.Tests.Platforms.JuniperJunos;

/// <summary>Runs and bare sessions on a simulated Junos device.</summary>
internal static class JunosRuns
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A run of the engine; by default commits a merge.</summary>
    public static async Task<ProvisionResult> RunAsync(this JuniperJunosBed bed, string config, ProvisionOptions? options = null, DeviceTimeouts? timeouts = null)
    {
        await using var engine = new LabEngine(bed, config, timeouts: timeouts);
        return await engine.RunAsync(options);
    }

    /// <summary>A session of the driver.</summary>
    public static async Task<IDeviceSession> OpenAsync(this JuniperJunosBed bed, string runId = DriverContexts.RunId)
    {
        await using var engine = new LabEngine(bed);
        return await engine.OpenAsync(runId);
    }

    /// <summary>A NETCONF session of somebody else, past the driver.</summary>
    public static async Task<NetconfClient> OpenOtherAsync(this JuniperJunosBed bed)
    {
        await using var engine = new LabEngine(bed);
        var connection = await engine.ConnectAsync();
        return await NetconfClient.OpenAsync(await connection.OpenSubsystemAsync("netconf", Token), DriverContexts.Create(), Token);
    }

    /// <summary>Sends requests one after the other.</summary>
    public static async Task AskAsync(this NetconfClient client, params string[] requests)
    {
        foreach (var request in requests)
        {
            var name = request.TrimStart('<').Split(' ', '>', '/')[0];
            await client.SendAsync(NetconfXml.Parse(request.Replace($"<{name}", $"<{name} xmlns=\"{NetconfXml.Base}\"", StringComparison.Ordinal)), TimeSpan.FromSeconds(10), Token);
        }
    }
}
