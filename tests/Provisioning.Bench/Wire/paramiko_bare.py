"""Does the exchange of the bench with paramiko alone, waiting for no prompt; prints the CPU milliseconds of each device."""
import resource
import sys

import paramiko

port, user, password, devices, typed = int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5]
lines = open(typed).read()


def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1000


for device in range(devices):
    began = spent()
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect("127.0.0.1", port=port, username=user, password=password, look_for_keys=False, allow_agent=False)
    shell = client.invoke_shell(width=4096, height=1000)
    shell.sendall(lines.replace("NAME", f"peer{device}"))
    parts = []
    while chunk := shell.recv(65536):
        parts.append(chunk)
    client.close()
    answer = b"".join(parts)
    if b"interface Vlan400" not in answer or b"% Invalid" in answer:
        sys.exit(f"not the same exchange: {answer[-400:]!r}")
    print(f"{spent() - began:.2f}")
