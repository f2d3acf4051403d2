using System.Globalization;
using Provisioning.Drivers.Posix;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Platforms.Bird;

/// <summary>
/// The scripts that run on the device. BIRD reads files itself, so a candidate stands beside the main config file with the
/// same owner, group and mode: BIRD may read it, others may not, and relative includes mean the same. While a commit is not
/// saved, a note beside it says whose it is, whether it is confirmed, and which file BIRD has read.
/// </summary>
internal sealed class BirdScripts
{
    /// <summary>The exit status when the login may not write what it must.</summary>
    public const int NotWritable = 77;

    private readonly string _variables;
    private readonly string _runId;

    public BirdScripts(Device device, string runId)
    {
        _runId = runId;
        var config = PathOption.Read(device, BirdPlatform.ConfigOption) ?? "/etc/bird/bird.conf";
        var socket = PathOption.Read(device, BirdPlatform.SocketOption);
        var folder = config[..(config.LastIndexOf('/') + 1)];
        var ours = $"{folder}.prv-{runId}-";
        Candidate = $"{folder}.{CandidateName.New(runId)}.conf";
        _variables = $$"""
            conf={{Sh.Quote(config)}} ours={{Sh.Quote(ours)}} candidate={{Sh.Quote(Candidate)}} note={{Sh.Quote(config + ".prv-note")}}
            bird() { birdc {{(socket is null ? "" : $"-s {Sh.Quote(socket)}")}} "$@"; }
            alone() { exec 9<"$conf"; ! command -v flock >/dev/null || flock -n 9; }
            noted() { sed -n "$1p" "$note" 2>/dev/null; }
            unconfirmed() { bird configure status | grep -q unconfirmed; }
            read_at() { last=$(bird show status | sed -n 's/^Last reconfiguration on //p') && [ -n "$last" ] && date -d "$last" +%s; }
            in_effect() { # what BIRD has read since the note was written is somebody else's; a clock may be off by a little
              case $(noted 2) in
                arming) unconfirmed ;;
                pending) unconfirmed && at=$(read_at) && [ "$at" -le "$(( $(stat -c %Y "$note") + 1 ))" ] ;;
                trying) at=$(read_at) && [ "$at" -ge "$(stat -c %Y "$note")" ] ;;
                confirmed) at=$(read_at) && [ "$at" -le "$(stat -c %Y "$note")" ] ;;
                *) false ;;
              esac
            }

            """;
    }

    public string Candidate { get; }

    public string Prepare => _variables + """
        command -v birdc >/dev/null || { echo 'birdc is not installed, or not in the PATH of the login'; exit 1; }
        [ -r "$conf" ] || { echo "the login cannot read $conf"; exit 1; }
        bird show status
        """;

    public string Startup => _variables + """cat "$conf" """;

    /// <summary>
    /// BIRD cannot print its config. What it runs is the file it read last: the noted one while our commit is in effect, else
    /// the main file, if that was not edited since.
    /// </summary>
    public string Running => _variables + """
        in_effect && { cat "$(noted 3)"; exit; }
        at=$(read_at) || { echo 'BIRD does not tell when it read its config'; exit 1; }
        [ "$(stat -c %Y "$conf")" -gt "$at" ] && exit 9
        cat "$conf"
        """;

    public string Load => _variables + $$"""
        [ -w "${conf%/*}/" ] || { echo "it may not write to ${conf%/*}/, where candidates stand"; exit {{NotWritable}}; }
        cp -p "$conf" "$candidate" && cat > "$candidate" && bird configure check "\"$candidate\""
        """;

    public string Check => _variables + """bird configure check "\"$candidate\"" """;

    public string Status => _variables + """bird configure status || exit 1; ! in_effect || echo "owner: $(noted 1)" """;

    public string Confirm => _variables + $$"""
        unconfirmed && [ "$(noted 1)" = {{_runId}} ] && in_effect || exit 1
        file=$(noted 3)
        bird configure confirm && printf '%s\nconfirmed\n%s\n' {{_runId}} "$file" > "$note"
        """;

    public string Rollback => _variables + $$"""
        [ "$(noted 1)" = {{_runId}} ] || { echo 'no commit of this run is left to undo'; exit 1; }
        if unconfirmed; then
          in_effect || { echo 'what waits for its confirmation is not of this run'; exit 1; }
          bird configure undo
        else bird configure; fi || exit 1
        rm -f "$note"
        """;

    public string Discard => _variables + $$"""
        if [ "$(noted 1)" = {{_runId}} ]; then
          if in_effect; then keep=$(noted 3); else rm -f "$note" || left=1; fi
        fi
        for file in "$ours"*; do [ "$file" = "$keep" ] || rm -f "$file" || left=1; done
        exit "${left:-0}"
        """;

    /// <summary>Keeps the candidate's time, which is before BIRD read it: a newer main file would look edited and unread.</summary>
    public string Save => _variables + $$"""
        [ -e "$note" ] || exit 0
        [ "$(noted 1)" = {{_runId}} ] || { echo "run $(noted 1) has begun another commit since"; exit 1; }
        in_effect || { echo 'BIRD has read another config since'; exit 1; }
        file=$(noted 3)
        cp -p "$conf" "$candidate.new" && cat "$file" > "$candidate.new" && touch -r "$file" "$candidate.new" && sync "$candidate.new" \
          && mv -f "$candidate.new" "$conf" && cmp "$conf" "$file" && rm -f "$note" "$ours"*
        """;

    // BIRD has no lock: a second timed configure would be taken, and its undo would lead to the first one's config.
    public string Commit(TimeSpan? timeout)
    {
        var seconds = timeout is { } time ? " timeout " + Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "";
        var (before, after) = timeout is null ? ("trying", "confirmed") : ("arming", "pending");
        return _variables + $$"""
            note() { printf '%s\n%s\n%s\n' {{_runId}} "$1" "$candidate" > "$note"; }
            alone || { echo 'another run is changing it at this moment'; exit {{ShellResult.Busy}}; }
            unconfirmed && { echo "a commit of run $(noted 1) waits for its confirmation"; exit {{ShellResult.Busy}}; }
            note {{before}} || exit 1
            bird configure "\"$candidate\""{{seconds}} && note {{after}}
            """;
    }
}
