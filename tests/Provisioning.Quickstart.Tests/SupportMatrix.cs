using System.Text;
using Provisioning.Drivers;

namespace Provisioning.Quickstart.Tests;

/// <summary>The README's table of platforms, made of what the platforms declare and of how each was tried.</summary>
internal static class SupportMatrix
{
    public const string Begin = "<!-- The platforms declare this table; a test keeps it so. -->";
    public const string End = "<!-- end of the table -->";

    // How a platform was tried is no promise of the platform's, so it stands here. Real daemon, somebody else's simulator, or own Lab only.
    private static readonly Dictionary<string, string> Tried = new()
    {
        ["arista_eos"] = "own Lab only: in process, behind OpenSSH 9.2 and over HTTPS",
        ["bird"] = "real daemon: BIRD 2.0.12 behind OpenSSH 9.2",
        ["cisco_ios"] = "own Lab only: in process and behind OpenSSH 9.2",
        ["cisco_nxos"] = "own Lab only: in process, behind OpenSSH 9.2 and over HTTPS",
        ["cisco_xr"] = "own Lab only: in process and behind OpenSSH 9.2",
        ["frr"] = "real daemon: FRRouting 8.4.4 behind OpenSSH 9.2",
        ["juniper_junos"] = "own Lab only: in process and behind OpenSSH 9.2",
        ["netconf"] = "real daemon: yuma123 2.13 (netconfd) behind OpenSSH 9.2; own Lab",
        ["nokia_srl"] = "own Lab only: in process and behind OpenSSH 9.2",
    };

    /// <summary>The table between its two marks.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has said how a platform was tried.</exception>
    public static string Render(IEnumerable<IPlatform> platforms)
    {
        var table = new StringBuilder($"{Begin}\n| platform | reached by | merge | replace | diff by | checks a candidate | commit-confirm | commit message | atomic | readable | tried on |\n|{string.Concat(Enumerable.Repeat("---|", 11))}\n");
        foreach (var platform in platforms.OrderBy(platform => platform.Name, StringComparer.Ordinal))
        {
            table.Append($"| {string.Join(" | ", Cells(platform))} |\n");
        }

        return table.Append(End).ToString();
    }

    private static IEnumerable<string> Cells(IPlatform platform)
    {
        var has = platform.Capabilities;
        yield return $"`{platform.Name}` {string.Join(" ", platform.Aliases.Select(alias => $"`{alias}`"))}".TrimEnd();
        yield return string.Join(", ", has.Transports);
        yield return YesNo(has.Operations.Contains(LoadOperation.Merge));
        yield return YesNo(has.Operations.Contains(LoadOperation.Replace));
        yield return DiffBy(has);
        yield return YesNo(has.Validate);
        yield return has.CommitConfirm ? $"{Time(has.ConfirmTimeouts.Shortest)} to {Time(has.ConfirmTimeouts.Longest)}" : "no";
        yield return YesNo(has.CommitMessage);
        yield return has.AtomicCommit ? "yes" : "no: rolled back when it fails half-way";
        yield return string.Join(", ", has.Stores.Select(store => store.ToString().ToLowerInvariant()));
        yield return Tried[platform.Name];
    }

    private static string DiffBy(PlatformCapabilities has) => (has.MergeDiff, has.ReplaceDiff) switch
    {
        ({ } merge, { } replace) when merge != replace => $"merge: {By(merge)}, replace: {By(replace)}",
        var (merge, replace) => By((merge ?? replace)!.Value),
    };

    private static string By(Diffs.DiffOrigin origin) => origin == Diffs.DiffOrigin.Device ? "the device" : "us";

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Time(TimeSpan time) => time.TotalHours >= 1 ? $"{time.TotalHours:0.#} h" : time.TotalMinutes >= 1 ? $"{time.TotalMinutes:0.#} min" : $"{time.TotalSeconds:0} s";
}
