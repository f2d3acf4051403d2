using Provisioning.Diffs;
using Provisioning.Errors;

namespace Provisioning.Quickstart;

/// <summary>Shows results to a person: outcomes, diffs and errors.</summary>
internal sealed class Screen(Surroundings surroundings)
{
    private const string Reset = "\e[0m";

    public void Heading(string text)
    {
        Line();
        Line(Coloured("\e[1m", $"== {text} =="));
    }

    public void Line(string text = "") => surroundings.Output.WriteLine(text);

    /// <summary>A device's outcome and state, its diff when wanted, and its error when there is one.</summary>
    public void Result(ProvisionResult result, bool showDiff = true)
    {
        Line($"{result.Device}: {result.Outcome} (device state: {result.DeviceState}, {result.Duration.TotalSeconds:0.0} s)");
        if (result.Error is { } error)
        {
            Line($"  stopped at {result.Stage}: {TerminalText.Escape(error.ToString())}");
        }

        if (showDiff && result.Diff is { IsEmpty: false } diff)
        {
            Diff(diff);
        }
    }

    /// <summary>A complaint about the input, on standard error.</summary>
    public void BadInput(string message) => surroundings.Error.WriteLine($"error: {TerminalText.Escape(message)}");

    /// <inheritdoc cref="BadInput(string)"/>
    public void BadInput(ProvisioningException exception) => BadInput($"{exception.Code}: {exception.Message}");

    /// <summary>Something to know while the run goes on, on standard error.</summary>
    public void Notice(string text) => surroundings.Error.WriteLine(text);

    private void Diff(ConfigDiff diff)
    {
        var origin = diff.Origin == DiffOrigin.Device ? "the device" : "us";
        Line($"  diff by {origin}, +{diff.Added} -{diff.Removed}:");
        foreach (var line in diff.Text.TrimEnd().Split('\n'))
        {
            Line("    " + Coloured(ColourOf(line), line.TrimEnd('\r')));
        }
    }

    private static string? ColourOf(string line) => line switch
    {
        ['+', ..] => "\e[32m",
        ['-', ..] => "\e[31m",
        ['@', '@', ..] => "\e[36m",
        _ => null,
    };

    private string Coloured(string? colour, string text) =>
        surroundings.Colours && colour is not null ? colour + text + Reset : text;
}
