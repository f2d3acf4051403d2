using Microsoft.Extensions.Logging;

namespace Provisioning.TestKit.Conformance;

/// <summary>A line of a log.</summary>
/// <param name="Category">Who wrote it.</param>
/// <param name="Id">Its event.</param>
/// <param name="Text">The message, with the exception's text if there is one.</param>
/// <param name="Scopes">The scopes that were open.</param>
public sealed record LogLine(string Category, EventId Id, string Text, IReadOnlyList<string> Scopes);
