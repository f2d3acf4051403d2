"""Does the exchange of the bench with OpenSSH's client; prints the CPU milliseconds of each device."""
import os
import resource
import subprocess
import sys

port, user, askpass, devices, typed, known_hosts = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5], sys.argv[6]
lines = open(typed).read()
command = ["ssh", "-tt", "-o", f"UserKnownHostsFile={known_hosts}", "-o", "LogLevel=ERROR", "-p", port, f"{user}@127.0.0.1"]
environment = dict(os.environ, SSH_ASKPASS=askpass, SSH_ASKPASS_REQUIRE="force")


def spent():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (usage.ru_utime + usage.ru_stime) * 1000


for device in range(devices):
    began = spent()
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as ssh:
        # The input stays open until the device has logged out: its end would cut the answer short.
        ssh.stdin.write(lines.replace("NAME", f"ssh{device}").encode())
        ssh.stdin.flush()
        answer = ssh.stdout.read()
    if b"interface Vlan400" not in answer or b"% Invalid" in answer:
        sys.exit(f"not the same exchange: {answer[-400:]!r}")
    print(f"{spent() - began:.2f}")
