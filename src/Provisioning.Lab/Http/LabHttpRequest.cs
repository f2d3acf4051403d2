namespace Provisioning.Lab.Http;

/// <summary>A request to a device's web server.</summary>
/// <param name="Method">The method, e.g. <c>POST</c>.</param>
/// <param name="Path">The path, e.g. <c>/command-api</c>.</param>
/// <param name="Authorization">The header of that name; null without one.</param>
/// <param name="Body">The body.</param>
public sealed record LabHttpRequest(string Method, string Path, string? Authorization, string Body)
{
    /// <summary>The media type of the body, without its parameters.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>Method and path only, for the rest holds secrets.</summary>
    public override string ToString() => $"{Method} {Path}";
}
