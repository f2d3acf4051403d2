using System.Text;
using Provisioning.Lab.Terminals;

namespace Provisioning.Lab.Http;

/// <summary>The web server of a device: it finds the service and checks the login, as nginx does on EOS and NX-OS.</summary>
internal static class LabWebServer
{
    /// <exception cref="IOException">The connection is to be lost.</exception>
    public static async Task<LabHttpAnswer> AnswerAsync(LabDevice device, LabHttpRequest request, CancellationToken cancellationToken)
    {
        if (device.Model.Web is not { } web || web.Path != request.Path)
        {
            return Page(404, "Not Found");
        }

        if (request.Authorization != Login(device.Options))
        {
            return Page(401, "Unauthorized");
        }

        try
        {
            return request.Method == "POST"
                ? await web.AnswerAsync(device.Options.Username, request, cancellationToken).ConfigureAwait(false)
                : Page(405, "Method Not Allowed");
        }
        catch (LabCutException)
        {
            throw new IOException("The device has reset the connection.");
        }
    }

    private static string Login(LabDeviceOptions options) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Username}:{options.Password}"));

    private static LabHttpAnswer Page(int status, string text) =>
        new(status, $"<html><head><title>{status} {text}</title></head><body>{text}</body></html>\n") { MediaType = "text/html" };
}
