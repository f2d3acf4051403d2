using System.Net;

namespace Provisioning.Drivers.Http;

/// <summary>What a device answered over HTTP.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body, as UTF-8.</param>
public sealed record HttpAnswer(HttpStatusCode Status, string Body);
