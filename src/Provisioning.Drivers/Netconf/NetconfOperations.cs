using System.Globalization;
using System.Xml.Linq;

namespace Provisioning.Drivers.Netconf;

/// <summary>The operations of RFC 6241.</summary>
internal static class NetconfOperations
{
    public const string Running = "running";
    public const string Startup = "startup";
    public const string Candidate = "candidate";

    public static XElement DiscardChanges { get; } = Make("discard-changes");

    public static XElement GetConfig(string source) => Make("get-config", Store("source", source));

    public static XElement Lock(string target) => Make("lock", Store("target", target));

    public static XElement Unlock(string target) => Make("unlock", Store("target", target));

    public static XElement Validate(string source) => Make("validate", Store("source", source));

    /// <param name="config">Its children are the complete config to check.</param>
    public static XElement ValidateConfig(XElement config) => Make("validate", Make("source", Make("config", config.Nodes())));

    public static XElement Copy(string source, string target) => Make("copy-config", Store("target", target), Store("source", source));

    public static XElement Kill(string session) => Make("kill-session", Make("session-id", session));

    /// <param name="target">The store.</param>
    /// <param name="config">Its children go into the store.</param>
    /// <param name="defaultOperation">merge or replace.</param>
    /// <param name="errorOption">E.g. rollback-on-error; the server's default when null.</param>
    public static XElement Edit(string target, XElement config, string defaultOperation, string? errorOption) => Make(
        "edit-config",
        Store("target", target),
        Make("default-operation", defaultOperation),
        errorOption is null ? null : Make("error-option", errorOption),
        Make("config", config.Nodes()));

    /// <summary>A commit for good.</summary>
    /// <param name="persistId">Names the pending commit that it confirms; that of the session, if any, when null.</param>
    public static XElement Commit(string? persistId = null) => Make("commit", persistId is null ? null : Make("persist-id", persistId));

    /// <summary>A commit that the server undoes unless it is confirmed.</summary>
    /// <param name="timeout">After this time.</param>
    /// <param name="persist">The name by which any session may confirm it; only this one when null.</param>
    public static XElement ConfirmedCommit(TimeSpan timeout, string? persist) => Make(
        "commit",
        Make("confirmed"),
        Make("confirm-timeout", Math.Ceiling(timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
        persist is null ? null : Make("persist", persist));

    public static XElement CancelCommit(string persistId) => Make("cancel-commit", Make("persist-id", persistId));

    private static XElement Store(string role, string store) => Make(role, Make(store));

    private static XElement Make(string name, params object?[] content) => new(NetconfXml.Base + name, content);
}
