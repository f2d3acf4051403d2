using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Provisioning.Core.Tests.Runs;

/// <summary>Keeps every line of every level, its values, and the scopes that were open.</summary>
internal sealed class ListLogger<T> : ILogger<T>
{
    private readonly ConcurrentQueue<LogLine> _lines = [];
    private readonly AsyncLocal<ConcurrentStack<string>?> _scopes = new();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public IEnumerable<int> Ids => _lines.Select(line => line.Id);

    public IDisposable BeginScope<TState>(TState state)
        where TState : notnull
    {
        var scopes = _scopes.Value ??= [];
        scopes.Push(Values(state));
        return new Scope(scopes);
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(new(logLevel, eventId.Id, formatter(state, exception), Values(state), string.Join(" | ", _scopes.Value ?? []), exception));

    private static string Values<TState>(TState state) => state is IEnumerable<KeyValuePair<string, object>> pairs
        ? string.Join(", ", pairs.Select(pair => $"{pair.Key}={pair.Value}"))
        : state is IEnumerable<KeyValuePair<string, object?>> nullable
            ? string.Join(", ", nullable.Select(pair => $"{pair.Key}={pair.Value}"))
            : $"{state}";

    private sealed class Scope(ConcurrentStack<string> scopes) : IDisposable
    {
        public void Dispose() => scopes.TryPop(out _);
    }
}
