using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Provisioning.Quickstart;

internal static class LoggingServiceCollectionExtensions
{
    /// <summary>Logs to standard error, one line an entry: everything from Information on when verbose, else warnings.</summary>
    public static IServiceCollection AddConsoleLog(this IServiceCollection services, bool verbose) =>
        services.AddLogging(logging => logging
            .AddSimpleConsole(format => (format.SingleLine, format.ColorBehavior) = (true, LoggerColorBehavior.Disabled))
            .AddFilter(level => verbose ? level >= LogLevel.Information : IsNews(level))
            .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));

    // The engine's errors are results too, and results are printed.
    private static bool IsNews(LogLevel level) => level is LogLevel.Warning;
}
