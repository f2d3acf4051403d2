using System.Globalization;
using System.Security.Cryptography;
using Provisioning.Drivers.Posix;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Platforms.Frr;

/// <summary>
/// The scripts that run on the device. A candidate lives in a folder of its own under /tmp. What brings a commit back lives in
/// one folder beside frr.conf: its owner, the old config, and a timer process that restores it. Whoever renames
/// <c>armed</c> first, the timer or a confirmation, wins. Whatever changes or saves holds a lock on frr.conf's folder.
/// </summary>
/// <remarks>
/// <c>frr-reload.py --reload FILE</c> ends with <c>write memory</c> unless FILE is the frr.conf of its <c>--confdir</c> (read
/// in FRR 8.4.4). Startup must stay as it is until the commit is confirmed, so the tool gets a folder of its own.
/// </remarks>
internal sealed class FrrScripts
{
    private readonly string _variables;
    private readonly string _runId;

    public FrrScripts(Device device, string runId)
    {
        _runId = runId;
        var pathspace = device.Option(FrrPlatform.PathspaceOption.Key) is { } name ? "/" + name : "";
        var config = device.Option(FrrPlatform.ConfigOption.Key) ?? "/etc/frr" + pathspace;
        var sockets = device.Option(FrrPlatform.SocketOption.Key) ?? "/var/run/frr" + pathspace;
        Work = $"/tmp/prv-{runId}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
        _variables = $$"""
            umask 077
            conf={{Sh.Quote(config)}} sockets={{Sh.Quote(sockets)}} work={{Work}} state={{Sh.Quote(config + "/.prv-commit")}}
            reload_tool() { for tool in /usr/lib/frr /usr/libexec/frr /usr/sbin; do [ -e "$tool/frr-reload.py" ] && echo "$tool/frr-reload.py" && return; done; command -v frr-reload.py; }
            vty() { vtysh --config_dir "$conf" --vty_socket "$sockets" "$@"; }
            running() { vty -c 'show running-config no-header' | sed -e '/^end$/d'; }
            reload() { # MODE FOLDER: the folder's frr.conf against the running config
              [ -e "$2/vtysh.conf" ] || [ ! -r "$conf/vtysh.conf" ] || cp "$conf/vtysh.conf" "$2/"
              "$(reload_tool)" "--$1" --log-level error --stdout --bindir "$(dirname "$(command -v vtysh)")" --confdir "$2" --rundir "$2" --vty_socket "$sockets" "$2/frr.conf" 2>"$2/log" \
                || { cat "$2/log"; return 1; }
            }
            same_boot() { [ "$(cat "$state/boot" 2>/dev/null)" = "$(cat /proc/sys/kernel/random/boot_id)" ]; }
            mine() { [ "$(cat "$state/owner" 2>/dev/null)" = {{runId}} ]; }
            restore() { # a reload that loses against another vtysh is tried again
              for attempt in 1 2 3 4 5; do
                reload reload "$state/before" >"$state/restore.log" && [ -z "$(reload test "$state/before")" ] && return 0
                sleep 2
              done
              cat "$state/restore.log"; return 1
            }

            """;
    }

    public string Work { get; }

    public string Prepare => _variables + """
        command -v vtysh >/dev/null || { echo 'vtysh is not installed'; exit 1; }
        [ -n "$(reload_tool)" ] || { echo 'frr-reload.py is not installed (Debian package frr-pythontools)'; exit 1; }
        command -v setsid >/dev/null && command -v flock >/dev/null || { echo 'setsid and flock (util-linux) are not installed'; exit 1; }
        vty -c 'show version' | head -n 1
        """;

    public string Running => _variables + "running";

    public string Startup => _variables + """cat "$conf/frr.conf" """;

    public string Load => _variables + """
        mkdir "$work" && cat > "$work/frr.conf" && vty -C -f "$work/frr.conf"
        """;

    public string Check => _variables + """vty -C -f "$work/frr.conf" """;

    public string Diff => _variables + """reload test "$work" """;

    public string Pending => _variables + """
        [ -d "$state" ] || { echo none; exit; }
        if [ -e "$state/firing" ]; then echo "pending $(cat "$state/owner") 0"; exit; fi
        [ -e "$state/armed" ] && same_boot || { echo none; exit; }
        left=$(( $(cat "$state/deadline") - $(date +%s) ))
        if kill -0 "$(cat "$state/pid")" 2>/dev/null || [ -d "/proc/$(cat "$state/pid")" ]; then echo "pending $(cat "$state/owner") $left"
        else echo "dead $(cat "$state/owner")"; fi
        """;

    public string Confirm => _variables + """
        mine && mv "$state/armed" "$state/confirmed" || exit 1
        kill -- "-$(cat "$state/pid")" 2>/dev/null
        echo prv-confirmed
        """;

    public string Rollback => _variables + """
        mine || { echo 'no commit of this run is left to undo'; exit 1; }
        mv "$state/armed" "$state/rolling" 2>/dev/null && kill -- "-$(cat "$state/pid")" 2>/dev/null
        exec 9<"$conf"; flock 9
        [ -e "$state/before" ] || { echo prv-restored; exit 0; }
        restore && rm -rf "$state" && echo prv-restored
        """;

    public string Discard => _variables + $"rm -rf /tmp/prv-{_runId}-*";

    // What runs now may hold another run's commit, which is not confirmed: that is not ours to save.
    public string Save => _variables + """
        exec 9<"$conf"; flock 9
        [ ! -d "$state" ] || mine || { echo "run $(cat "$state/owner") has begun another commit since"; exit 1; }
        vty -c 'write memory' || exit 1
        echo prv-written
        """;

    public string CleanUp => _variables + $"if mine; then rm -rf \"$state\"; fi; rm -rf /tmp/prv-{_runId}-*";

    /// <summary>Backup, timer, then the change: <c>vtysh -f</c> merges, <c>frr-reload.py</c> replaces.</summary>
    public string Commit(LoadOperation operation, TimeSpan? timeout)
    {
        var change = operation == LoadOperation.Merge ? """vty -f "$work/frr.conf" """ : """reload reload "$work" """;
        return _variables + $$"""
            [ -w "$conf" ] || { echo "the login may not write to $conf"; exit 1; }
            exec 9<"$conf"; flock -n 9 || { echo 'another run is changing it at this moment'; exit {{ShellResult.Busy}}; }
            if [ -e "$state/firing" ] || { [ -e "$state/armed" ] && same_boot; }; then
              echo "a commit of run $(cat "$state/owner") waits for its confirmation"; exit {{ShellResult.Busy}}
            fi
            rm -rf "$state"; mkdir "$state" || exit 1
            echo {{_runId}} > "$state/owner" && mkdir "$state/before" && running > "$state/before/frr.conf" && [ -s "$state/before/frr.conf" ] \
              && cat /proc/sys/kernel/random/boot_id > "$state/boot" || { rm -rf "$state"; exit 1; }
            {{(timeout is { } time ? Timer(time) : ": > \"$state/confirmed\"")}}
            {{change}} || exit 2
            echo prv-committed
            """;
    }

    // The timer waits for the change under way before it undoes it: two writers at once would leave neither config.
    private string Timer(TimeSpan timeout)
    {
        var seconds = Math.Ceiling(timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var script = _variables + $$"""
            trap '' HUP PIPE
            sleep {{seconds}}
            mv "$state/armed" "$state/firing" || exit 0
            exec 9<"$conf"; flock 9
            restore && rm -rf "$state" /tmp/prv-{{_runId}}-*
            """;
        return $$"""
            printf '%s' {{Sh.Quote(script)}} > "$state/timer"
            echo $(( $(date +%s) + {{seconds}} )) > "$state/deadline"
            : > "$state/armed"
            setsid sh "$state/timer" </dev/null >/dev/null 2>&1 9>&- &
            echo $! > "$state/pid"
            """;
    }
}
