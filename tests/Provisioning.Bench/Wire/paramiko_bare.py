"""Does the exchange of the bench with paramiko alone, waiting for no prompt: one device for each line of its input, which is
a port. Prints the seconds it took, and after them the CPU milliseconds since the last time it was asked."""
import resource
import sys
import time

import paramiko

user, password, typed = sys.argv[1:4]
with open(typed) as file:
    lines = file.read()


def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1000


def exchange(port, device):
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect("127.0.0.1", port=port, username=user, password=password, look_for_keys=False, allow_agent=False)
    shell = client.invoke_shell(width=4096, height=1000)
    shell.sendall(lines.replace("NAME", f"peer{device}").encode())
    parts = []
    while chunk := shell.recv(65536):
        parts.append(chunk)
    client.close()
    return b"".join(parts)


before = spent()
for device, port in enumerate(sys.stdin):
    began = time.monotonic()
    answer = exchange(int(port), device)
    if b"interface Vlan400" not in answer or b"% Invalid" in answer:
        sys.exit(f"not the same exchange: {answer[-400:]!r}")
    after = spent()
    print(f"{time.monotonic() - began:.3f} {after - before:.3f}", flush=True)
    before = after
