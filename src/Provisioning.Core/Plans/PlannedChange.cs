using Provisioning.Errors;
using Provisioning.Journals;

namespace Provisioning.Plans;

/// <summary>What a plan says of one device.</summary>
/// <param name="Device">The device's name.</param>
/// <param name="IntendedHash">The SHA-256 of the intended config, in lower-case hexadecimal digits.</param>
/// <param name="RunningHash">As <paramref name="IntendedHash"/>, of the running config that the diff was computed against.</param>
/// <param name="DiffHash">As <paramref name="IntendedHash"/>, of the masked diff.</param>
/// <param name="Diff">The masked diff that is reviewed.</param>
public sealed record PlannedChange(string Device, string IntendedHash, string RunningHash, string DiffHash, string Diff)
{
    internal static PlannedChange From(ProvisionResult result) => result is { IntendedHash: { } intended, RunningHash: { } running, Diff: { } diff }
        ? new(result.Device, intended, running, ConfigHash.Of(diff.Text), diff.Text)
        : throw new ArgumentException($"The result of '{result.Device}' is not of a run with {nameof(ProvisionOptions.ForPlan)}.");

    /// <summary>Whether the diff that people read is the one that is checked.</summary>
    internal bool ShowsItsDiff => ConfigHash.Of(Diff) == DiffHash;

    internal void CheckIntended(string hash) => Check("intended config", IntendedHash, hash);

    internal void CheckRunning(string hash) => Check("running config", RunningHash, hash);

    internal void CheckDiff(string text) => Check("diff", DiffHash, ConfigHash.Of(text), $" It is now:\n{text}");

    private void Check(string what, string planned, string found, string now = "")
    {
        if (planned != found)
        {
            throw new PlanException(
                ErrorCode.PlanMoved,
                $"The {what} of '{Device}' is not what the plan was made for (SHA-256 {planned[..Math.Min(12, planned.Length)]}... then, {found[..12]}... now). Nothing was changed. Make the plan again and have it reviewed.{now}");
        }
    }
}
