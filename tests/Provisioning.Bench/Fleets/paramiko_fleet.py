"""Does the exchange of the fleet bench with paramiko alone under a thread pool, waiting for no prompt. The first line of its
input says how to log in, each other one what to do on which ports. Prints what that took, as one line of JSON each."""
import itertools
import json
import resource
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import paramiko

with open(sys.argv[1]) as file:
    lines = file.read()
login = json.loads(sys.stdin.readline())
numbers = itertools.count()
most_threads = 0


def connect(port):
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.connect("127.0.0.1", port=port, username=login["User"], password=login["Password"], look_for_keys=False,
                   allow_agent=False, timeout=120, banner_timeout=120, auth_timeout=120)
    return client, client.invoke_shell(width=4096, height=1000)


def count_threads():
    global most_threads
    most_threads = max(most_threads, threading.active_count())


def exchange(port):
    client, shell = connect(port)
    shell.sendall(lines.replace("NAME", f"peer{next(numbers)}").encode())
    parts = []
    while chunk := shell.recv(65536):
        parts.append(chunk)
    count_threads()
    client.close()
    answer = b"".join(parts)
    if b"interface Vlan60" not in answer or b"% Invalid" in answer:
        raise RuntimeError(f"not the same exchange: {answer[-400:]!r}")


def hold(port):
    client, shell = connect(port)
    shell.sendall(b"terminal length 0\nshow running-config\n")
    answer = b""
    while b"\nend" not in answer:
        answer += shell.recv(65536)
    count_threads()
    return client


def status(name):
    with open("/proc/self/status") as file:
        return int(next(line for line in file if line.startswith(name + ":")).split()[1])


for line in sys.stdin:
    task, most_threads = json.loads(line), 0
    before, began = time.process_time(), time.monotonic()
    with ThreadPoolExecutor(task["Workers"]) as pool:
        held = list(pool.map(hold if task["Work"] == "hold" else exchange, task["Ports"]))
    for client in filter(None, held):
        client.close()
    print(json.dumps({"Seconds": time.monotonic() - began, "Cpu": (time.process_time() - before) * 1000,
                      "PeakMb": status("VmHWM") / 1024, "Threads": most_threads}), flush=True)
