using System.Globalization;
using System.Text.RegularExpressions;
using Provisioning.Diffs;
using Provisioning.Drivers.Posix;
using Provisioning.Errors;
using Provisioning.Inventories;

namespace Provisioning.Drivers.Platforms.Frr;

/// <summary>
/// The scripts that run on the device. A candidate lives in a folder of its own under /tmp. What brings a commit back lives in
/// one folder beside frr.conf: its owner, the old config, and a timer process that restores it. Whoever renames <c>armed</c>
/// first, the timer or a confirmation, wins. Only one script at a time changes anything: it holds a lock on frr.conf's folder.
/// </summary>
/// <remarks>
/// <c>frr-reload.py --reload FILE</c> ends with <c>write memory</c> unless FILE is the frr.conf of its <c>--confdir</c> (read
/// in FRR 8.4.4). Startup must stay as it is until the commit is confirmed, so the tool gets a folder of its own.
/// </remarks>
internal sealed partial class FrrScripts
{
    /// <summary>The exit status when the login may not write what it must.</summary>
    public const int NotWritable = 77;

    private readonly string _variables;
    private readonly string _runId;

    public FrrScripts(Device device, string runId)
    {
        _runId = runId;
        var pathspace = Pathspace(device);
        var config = PathOption.Read(device, FrrPlatform.ConfigOption) ?? "/etc/frr" + pathspace;
        var sockets = PathOption.Read(device, FrrPlatform.SocketOption) ?? "/var/run/frr" + pathspace;
        Work = $"/tmp/{CandidateName.New(runId)}";
        _variables = $$"""
            umask 077
            conf={{Sh.Quote(config)}} sockets={{Sh.Quote(sockets)}} work={{Work}} state={{Sh.Quote(config + "/.prv-commit")}}
            reload_tool() { for tool in /usr/lib/frr /usr/libexec/frr /usr/sbin; do [ -e "$tool/frr-reload.py" ] && echo "$tool/frr-reload.py" && return; done; command -v frr-reload.py; }
            vty() { vtysh --config_dir "$conf" --vty_socket "$sockets" "$@"; }
            running() { # "end" tells that it is whole
              vty -c 'show running-config no-header' | awk '$0 == "end" { whole = 1; next } { print } END { exit !whole }'
            }
            reload() { # MODE FOLDER: the folder's frr.conf against the running config
              [ -e "$2/vtysh.conf" ] || [ ! -r "$conf/vtysh.conf" ] || cp "$conf/vtysh.conf" "$2/"
              "$(reload_tool)" "--$1" --log-level error --stdout --bindir "$(dirname "$(command -v vtysh)")" --confdir "$2" --rundir "$2" --vty_socket "$sockets" "$2/frr.conf" 2>"$2/log" \
                || { cat "$2/log"; return 1; }
            }
            same_boot() { [ "$(cat "$state/boot" 2>/dev/null)" = "$(cat /proc/sys/kernel/random/boot_id)" ]; }
            held() { same_boot && { [ -e "$state/armed" ] || [ -e "$state/firing" ]; }; }
            timer_alive() { pid=$(cat "$state/pid" 2>/dev/null) && [ -n "$pid" ] && grep -qsF "$state/timer" "/proc/$pid/cmdline"; }
            stop_timer() { timer_alive && kill -- "-$pid"; }
            lock() { exec 9<"$conf" && flock "$@" 9; }
            mine() { [ "$(cat "$state/owner" 2>/dev/null)" = {{runId}} ]; }
            drop_password() { # frr-reload.py leaves a vty password that is too much
              grep -q '^password ' "$state/before/frr.conf" || ! running | grep -q '^password ' || vty -c 'configure terminal' -c 'no password' >/dev/null
            }
            restore() { # a reload that loses against another vtysh is tried again
              for attempt in 1 2 3 4 5; do
                reload reload "$state/before" >"$state/restore.log" && drop_password && left=$(reload test "$state/before") && [ -z "$left" ] && return 0
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

    public string Check => _variables + $$"""
        [ -w "$conf" ] || { echo "it may not write to $conf"; exit {{NotWritable}}; }
        vty -C -f "$work/frr.conf"
        """;

    public string Diff => _variables + """reload test "$work" """;

    public string Pending => _variables + """
        [ -d "$state" ] || { echo none; exit; }
        [ -x "$state" ] || { echo "dead another-login"; exit; }
        same_boot || { echo none; exit; }
        owner=$(cat "$state/owner")
        if ! flock -n "$conf" true; then echo "pending $owner 0"
        elif ! held; then echo none
        elif ! timer_alive; then echo "dead $owner"
        else
          left=$(( $(cat "$state/deadline") - $(date +%s) ))
          [ "$left" -gt 0 ] && [ -e "$state/armed" ] || left=0
          echo "pending $owner $left"
        fi
        """;

    public string Confirm => _variables + """
        mine && mv "$state/armed" "$state/confirmed" || exit 1
        stop_timer
        echo prv-confirmed
        """;

    public string Rollback => _variables + """
        mine || { echo 'no commit of this run is left to undo'; exit 1; }
        mv "$state/armed" "$state/rolling" 2>/dev/null && stop_timer
        lock || exit 1
        [ -d "$state" ] || { echo prv-restored; exit 0; }
        mine || { echo 'another run has committed meanwhile'; exit 1; }
        restore && rm -rf "$state" && echo prv-restored
        """;

    public string Discard => _variables + $"rm -rf /tmp/prv-{_runId}-*";

    // What runs now may hold another run's commit, which is not confirmed: that is not ours to save.
    public string Save => _variables + """
        lock || exit 1
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
            lock -n || { echo 'another run is changing it at this moment'; exit {{ShellResult.Busy}}; }
            [ ! -d "$state" ] || held || rm -rf "$state"
            [ ! -d "$state" ] || { echo "a commit of run $(cat "$state/owner") waits for its confirmation"; exit {{ShellResult.Busy}}; }
            mkdir "$state" || exit 1
            undone() { rm -rf "$state"; echo 'the old config or the timer could not be stored; nothing was changed'; exit 1; }
            echo {{_runId}} > "$state/owner" && cat /proc/sys/kernel/random/boot_id > "$state/boot" && mkdir "$state/before" \
              && running > "$state/before/frr.conf" && [ -s "$state/before/frr.conf" ] || undone
            {{(timeout is { } time ? Timer(time) : ": > \"$state/confirmed\" || undone")}}
            {{change}} || exit 2
            echo prv-committed
            """;
    }

    // The daemons refuse other names; "/" and ".." would lead elsewhere.
    private static string Pathspace(Device device)
    {
        var name = device.Option(FrrPlatform.PathspaceOption.Key);
        return name is null ? "" : PathspaceName().IsMatch(name) ? "/" + name : throw new ValidationException(
            ErrorCode.DeviceOptionInvalid,
            $"Device '{device.Name}': option '{FrrPlatform.PathspaceOption.Key}' is '{TerminalText.Escape(name)}'; it must be a name of letters, digits, '-' and '_'.");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z")]
    private static partial Regex PathspaceName();

    // The timer waits for the change under way before it undoes it: two writers at once would leave neither config.
    private string Timer(TimeSpan timeout)
    {
        var seconds = Math.Ceiling(timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var script = _variables + $$"""
            trap '' HUP PIPE
            sleep {{seconds}}
            mv "$state/armed" "$state/firing" || exit 0
            lock
            restore && rm -rf /tmp/prv-{{_runId}}-* "$state"
            """;
        return $$"""
            printf '%s' {{Sh.Quote(script)}} > "$state/timer" && echo $(( $(date +%s) + {{seconds}} )) > "$state/deadline" && : > "$state/armed" || undone
            setsid sh "$state/timer" </dev/null >/dev/null 2>&1 9>&- &
            echo $! > "$state/pid" || undone
            """;
    }
}
