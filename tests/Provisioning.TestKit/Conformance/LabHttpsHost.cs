using Microsoft.AspNetCore.Http;
using Provisioning.Lab;
using Provisioning.Lab.Http;
using Provisioning.TestKit.Daemons;

namespace Provisioning.TestKit.Conformance;

/// <summary>Puts a real HTTPS server before a simulated device.</summary>
public static class LabHttpsHost
{
    /// <summary>Starts it.</summary>
    public static Task<HttpsServer> StartAsync(LabDevice device) => HttpsServer.StartAsync(context => ServeAsync(device, context));

    private static async Task ServeAsync(LabDevice device, HttpContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            var request = new LabHttpRequest(context.Request.Method, context.Request.Path, context.Request.Headers.Authorization, body)
            {
                MediaType = context.Request.ContentType?.Split(';')[0] ?? "",
            };
            var answer = await device.AnswerHttpAsync(request, context.RequestAborted);
            context.Response.StatusCode = answer.Status;
            context.Response.ContentType = answer.MediaType;
            await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException)
        {
            context.Abort();
        }
    }
}
