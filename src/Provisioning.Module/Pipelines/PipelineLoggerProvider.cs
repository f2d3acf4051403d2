using Microsoft.Extensions.Logging;

namespace Provisioning.Module.Pipelines;

/// <summary>Gives loggers that write to the cmdlet's streams.</summary>
internal sealed class PipelineLoggerProvider(ILogger logger) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => logger;

    public void Dispose()
    {
    }
}
