using System.Management.Automation;

namespace Provisioning.Module.Tests.Sessions;

/// <summary>All that a script gave, stream by stream.</summary>
internal sealed record Transcript(
    IReadOnlyList<object> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Debug,
    IReadOnlyList<ProgressRecord> Progress)
{
    /// <summary>The error that ended the script, if one did.</summary>
    public ErrorRecord? Fatal { get; init; }

    /// <summary>What the user saw beside the streams.</summary>
    public required IReadOnlyList<string> Shown { get; init; }

    public IReadOnlyList<ProvisionResult> Results => [.. Output.Cast<ProvisionResult>()];

    public ProvisionResult Result => Assert.Single(Results);

    /// <summary>Everything, objects with all their properties, for searching.</summary>
    public string Everything => string.Join(
        '\n',
        [
            .. Output.Select(item => PSSerializer.Serialize(item, 6)),
            .. Errors.Append(Fatal).OfType<ErrorRecord>().SelectMany(error => new[] { error.ToString(), error.Exception.ToString(), PSSerializer.Serialize(error, 6) }),
            .. Verbose, .. Warnings, .. Debug, .. Progress.Select(record => record.ToString()), .. Shown,
        ]);

    public static Transcript Of(PowerShell shell, StubHost host)
    {
        var output = new List<object>();
        ErrorRecord? fatal = null;
        try
        {
            output.AddRange(shell.Invoke().Select(item => item.BaseObject));
        }
        catch (RuntimeException exception)
        {
            fatal = exception.ErrorRecord;
        }

        var streams = shell.Streams;
        return new(
            output, [.. streams.Error], [.. streams.Verbose.Select(record => record.Message)],
            [.. streams.Warning.Select(record => record.Message)], [.. streams.Debug.Select(record => record.Message)], [.. streams.Progress])
        {
            Fatal = fatal,
            Shown = [.. host.User.Lines],
        };
    }
}
