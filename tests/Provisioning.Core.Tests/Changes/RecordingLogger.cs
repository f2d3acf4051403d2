using Microsoft.Extensions.Logging;

namespace Provisioning.Core.Tests.Changes;

/// <summary>Keeps what is logged, with the scopes that were open then.</summary>
internal sealed class RecordingLogger<T> : ILogger<T>
{
    private readonly Stack<object> _scopes = new();

    public List<(LogLevel Level, int Id, string Text, string Scopes, Exception? Exception)> Entries { get; } = [];

    public IEnumerable<int> Ids => Entries.Select(entry => entry.Id);

    public string Text => string.Join('\n', Entries.Select(entry => entry.Text));

    public IDisposable BeginScope<TState>(TState state)
        where TState : notnull
    {
        _scopes.Push(state);
        return new Popper(_scopes);
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Add((logLevel, eventId.Id, formatter(state, exception), string.Join(" | ", _scopes), exception));

    private sealed class Popper(Stack<object> scopes) : IDisposable
    {
        public void Dispose() => scopes.Pop();
    }
}
