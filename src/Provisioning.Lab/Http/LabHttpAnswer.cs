namespace Provisioning.Lab.Http;

/// <summary>What a device's web server answers.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
public sealed record LabHttpAnswer(int Status, string Body)
{
    /// <summary>The media type of the body.</summary>
    public string MediaType { get; init; } = "application/json";
}
