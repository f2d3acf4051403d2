using Provisioning.Lab;
using Provisioning.Lab.Http;
using Provisioning.TestKit.Daemons;

namespace Provisioning.TestKit.Conformance;

/// <summary>Puts an HTTPS server before a simulated device.</summary>
public static class LabHttpsHost
{
    /// <summary>Starts it.</summary>
    public static HttpsServer Start(LabDevice device) => HttpsServer.Start(async exchange =>
    {
        var request = new LabHttpRequest(exchange.Method, exchange.Path, exchange.Headers.GetValueOrDefault("Authorization"), exchange.Body)
        {
            MediaType = exchange.Headers.GetValueOrDefault("Content-Type", "").Split(';')[0],
        };
        var answer = await device.AnswerHttpAsync(request, exchange.Aborted);
        await exchange.AnswerAsync(answer.Body, answer.Status, $"Content-Type: {answer.MediaType}\r\n");
    });
}
