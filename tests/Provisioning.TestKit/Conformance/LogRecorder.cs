using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Provisioning.TestKit.Conformance;

/// <summary>Keeps every log line of every category, with the scopes that were open then.</summary>
public sealed class LogRecorder : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public string Text => string.Join('\n', _lines.Select(line => $"{line.Category} {line.Text} {string.Join(' ', line.Scopes)}"));

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private static string Show(object? scope) => scope is IEnumerable<KeyValuePair<string, object>> pairs
        ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"))
        : $"{scope}";

    private sealed class Category(LogRecorder recorder, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => recorder._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            recorder._scopes.ForEachScope((scope, list) => list.Add(Show(scope)), scopes);
            recorder._lines.Enqueue(new(name, eventId, $"{formatter(state, exception)} {exception}".TrimEnd(), scopes));
        }
    }
}
