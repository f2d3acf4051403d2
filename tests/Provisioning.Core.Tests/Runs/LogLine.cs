using Microsoft.Extensions.Logging;

namespace Provisioning.Core.Tests.Runs;

/// <summary>One line of a log.</summary>
internal sealed record LogLine(LogLevel Level, int Id, string Text, string Values, string Scopes, Exception? Exception);
