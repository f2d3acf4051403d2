using Provisioning.Drivers.Http;
using Provisioning.TestKit.Daemons;

namespace Provisioning.Drivers.Tests.Http;

/// <summary>Clients of a server of the test's own.</summary>
internal static class HttpClients
{
    public static readonly HttpService Service = new("eAPI", "/command-api", "Switch it on.");

    public static (string Key, string Value) Pinned(HttpsServer server) => (HttpDeviceOptions.FingerprintKey, server.Fingerprint);

    public static HttpDeviceClient Client(HttpsServer server, params (string Key, string Value)[] options) =>
        new(new HttpTransport(), Context(server.Port, null, options), Service);

    public static DeviceContext Context(int port, TimeProvider? clock = null, params (string Key, string Value)[] options)
    {
        var context = DriverContexts.Create(clock, null, options);
        return context with { Device = context.Device with { Address = "127.0.0.1", Port = port } };
    }
}
