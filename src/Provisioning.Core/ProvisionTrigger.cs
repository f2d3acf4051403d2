namespace Provisioning;

/// <summary>Who or what asked for a run, for the log and the result.</summary>
/// <param name="Kind">What kind of caller: <c>cmdlet</c>, <c>host</c>, <c>hook</c>, or a host's own word.</param>
/// <param name="User">Who, where known.</param>
/// <param name="RequestId">The id of the request or event behind it, where there is one.</param>
public sealed record ProvisionTrigger(string Kind, string? User = null, string? RequestId = null)
{
    /// <summary>Host code that says nothing else.</summary>
    public static ProvisionTrigger Host { get; } = new("host");
}
