using System.Management.Automation;
using Microsoft.Extensions.Logging;

namespace Provisioning.Module.Pipelines;

/// <summary>Writes the log to the verbose, warning and debug streams, and tells the progress from it.</summary>
internal sealed class PipelineLogger(PipelinePump pump, Cmdlet cmdlet, Progress progress) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is IReadOnlyList<KeyValuePair<string, object?>> fields && Stage(fields) is { } stage)
        {
            pump.Post(() => progress.Enter(Field(fields, "Device")?.ToString() ?? "", stage));
        }

        var text = formatter(state, exception);
        pump.Post(() => Write(logLevel, text));
    }

    private static ProvisionStage? Stage(IReadOnlyList<KeyValuePair<string, object?>> fields) =>
        fields.Count <= 3 && Field(fields, "Stage") is ProvisionStage stage ? stage : null;

    private static object? Field(IReadOnlyList<KeyValuePair<string, object?>> fields, string name) =>
        fields.FirstOrDefault(field => field.Key == name).Value;

    // An error in the log also ends as a result and an error record; here it only completes the story.
    private void Write(LogLevel level, string text)
    {
        switch (level)
        {
            case LogLevel.Trace or LogLevel.Debug:
                cmdlet.WriteDebug(text);
                break;
            case LogLevel.Warning:
                cmdlet.WriteWarning(text);
                break;
            default:
                cmdlet.WriteVerbose(text);
                break;
        }
    }
}
