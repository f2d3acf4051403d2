namespace Provisioning.Drivers.Http;

/// <summary>A service that devices offer over HTTP.</summary>
/// <param name="Name">Its name, e.g. <c>eAPI</c>.</param>
/// <param name="Path">Where it is, e.g. <c>/command-api</c>.</param>
/// <param name="Advice">How to switch it on, as a sentence; for the message when nothing or something else answers.</param>
/// <param name="MediaType">The media type of its requests.</param>
public sealed record HttpService(string Name, string Path, string Advice, string MediaType = "application/json");
