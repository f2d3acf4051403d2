"""Calls methods of one netmiko connection, as an operator's own script would.

Reads {"connection": {...}, "calls": [[method, argument, ...], ...]} as JSON from its input and prints what each call
returned, as a JSON list. Any exception ends it with a traceback.
"""

import json
import sys

from netmiko import ConnectHandler

request = json.load(sys.stdin)
with ConnectHandler(**request["connection"]) as device:
    seen = [getattr(device, method)(*arguments) for method, *arguments in request["calls"]]
json.dump(seen, sys.stdout)
