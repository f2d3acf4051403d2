using System.Text.Json;
using System.Text.Json.Serialization;
using Provisioning.Drivers;
using Provisioning.Errors;

namespace Provisioning.Plans;

/// <summary>
/// Reviewed changes of devices: a run with a plan commits on a device only what was reviewed, and nothing when anything has
/// moved since. It holds hashes and masked diffs, no config and no secret.
/// </summary>
public sealed record ProvisionPlan
{
    private const int CurrentVersion = 1;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The version of the file's format.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it may be used.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Who made it.</summary>
    public required ProvisionTrigger CreatedBy { get; init; }

    /// <summary>Merge or replace.</summary>
    public required LoadOperation Operation { get; init; }

    /// <summary>What is to change, device by device.</summary>
    public required IReadOnlyList<PlannedChange> Changes { get; init; }

    /// <summary>Makes a plan of dry runs with <see cref="ProvisionOptions.ForPlan"/>. Devices without a change are not in it.</summary>
    /// <param name="results">The results.</param>
    /// <param name="lifetime">For how long it may be used; more than 0.</param>
    /// <param name="createdBy">Who makes it.</param>
    /// <param name="clock">The clock; the system's when null.</param>
    /// <exception cref="ArgumentException">A result is not of such a dry run, or they do not all merge or all replace, or one device is there twice.</exception>
    public static ProvisionPlan From(IEnumerable<ProvisionResult> results, TimeSpan lifetime, ProvisionTrigger createdBy, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        var changing = results.Where(result => result.Outcome == ProvisionOutcome.WouldChange).ToList();
        var now = (clock ?? TimeProvider.System).GetUtcNow();
        return changing.Select(result => result.Operation).Distinct().Count() <= 1
            ? new ProvisionPlan
            {
                CreatedAt = now,
                ExpiresAt = now + lifetime,
                CreatedBy = createdBy,
                Operation = changing.FirstOrDefault()?.Operation ?? LoadOperation.Merge,
                Changes = [.. changing.Select(PlannedChange.From).OrderBy(change => change.Device, StringComparer.OrdinalIgnoreCase)],
            }.WithoutTwins()
            : throw new ArgumentException("Some results are of merges and some of replacements; a plan is for one of the two.", nameof(results));
    }

    /// <summary>Reads a plan from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PlanException">The file cannot be read or is not a plan; the message names it and says what is wrong.</exception>
    public static ProvisionPlan Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var plan = JsonSerializer.Deserialize<ProvisionPlan>(file, Json) ?? throw new JsonException("It is empty.");
            return plan.Version == CurrentVersion ? plan.Whole() : throw new JsonException($"It has version {plan.Version}; this software knows version {CurrentVersion}.");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new PlanException(ErrorCode.PlanMalformed, $"The plan '{path}' cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the plan to a file, whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public void Save(string path)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(this, Json));
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Checks that the plan may be used at a time.</summary>
    /// <param name="now">The time.</param>
    /// <exception cref="PlanException">It has expired, or a clock is wrong.</exception>
    public void CheckTime(DateTimeOffset now)
    {
        if (now > ExpiresAt)
        {
            throw new PlanException(ErrorCode.PlanExpired, $"The plan of {CreatedAt:u} ended at {ExpiresAt:u}. Make it again and have it reviewed.");
        }

        if (now + ClockTolerance < CreatedAt)
        {
            throw new PlanException(ErrorCode.PlanExpired, $"The plan says that it was made at {CreatedAt:u}, which is in the future: a clock is wrong, so nobody knows how old it is.");
        }
    }

    /// <summary>The plan's change of a device.</summary>
    /// <exception cref="PlanException">The plan is not to be used at this time, or has no change of this device.</exception>
    internal PlannedChange Find(string device, DateTimeOffset now)
    {
        CheckTime(now);
        return Changes.FirstOrDefault(change => string.Equals(change.Device, device, StringComparison.OrdinalIgnoreCase))
            ?? throw new PlanException(ErrorCode.PlanMoved, $"'{device}' is not in the plan of {CreatedAt:u}. Make a plan with it.");
    }

    // A file may say null where the type says never.
    private ProvisionPlan Whole() =>
        CreatedBy is null || Changes is null || Changes.Any(change => change is not { Device: not null, IntendedHash: not null, RunningHash: not null, DiffHash: not null, Diff: not null })
            ? throw new JsonException("A part of it is empty.")
            : Changes.FirstOrDefault(change => !change.ShowsItsDiff) is { } edited
                ? throw new JsonException($"The diff of '{edited.Device}' has been edited: what it shows is not what was planned.")
                : WithoutTwins();

    private ProvisionPlan WithoutTwins() =>
        Changes.GroupBy(change => change.Device, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ArgumentException($"'{twice.Key}' is there {twice.Count()} times.")
            : this;
}
