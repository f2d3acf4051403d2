"""Does the exchange of the bench with OpenSSH's client, waiting for no prompt: one device for each line of its input, which
is a port. Prints the seconds it took, and after them the client's CPU milliseconds."""
import os
import resource
import subprocess
import sys
import time

user, typed, askpass, known_hosts = sys.argv[1:5]
with open(typed) as file:
    lines = file.read()
environment = dict(os.environ, SSH_ASKPASS=askpass, SSH_ASKPASS_REQUIRE="force")


def spent():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (usage.ru_utime + usage.ru_stime) * 1000


def exchange(port, device):
    command = ["ssh", "-tt", "-F", "none", "-o", f"UserKnownHostsFile={known_hosts}", "-o", "LogLevel=ERROR", "-p", port, f"{user}@127.0.0.1"]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as ssh:
        # The input stays open until the device has logged out: its end would cut the answer short.
        ssh.stdin.write(lines.replace("NAME", f"ssh{device}").encode())
        ssh.stdin.flush()
        return ssh.stdout.read()


for device, port in enumerate(sys.stdin):
    before, began = spent(), time.monotonic()
    answer = exchange(port.strip(), device)
    if b"interface Vlan400" not in answer or b"% Invalid" in answer:
        sys.exit(f"not the same exchange: {answer[-400:]!r}")
    print(f"{time.monotonic() - began:.3f} {spent() - before:.3f}", flush=True)
