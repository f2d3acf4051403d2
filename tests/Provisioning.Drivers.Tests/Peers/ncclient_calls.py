"""Calls methods of ncclient's sessions, as an operator's own script would.

Reads {"connection": {...}, "calls": [[session, method, {argument: value, ...}], ...]} as JSON from its input; a session is
opened when it is first named and all are closed at the end. Prints what each call returned, as a JSON list: a reply's XML,
or the tag and the message of an error that the server answered with. Any other exception ends it with a traceback.
"""

import json
import sys

from ncclient import manager
from ncclient.operations import RPCError

request = json.load(sys.stdin)
sessions = {}


def call(name, method, arguments):
    if name not in sessions:
        sessions[name] = manager.connect(**request["connection"])
    if method == "server_capabilities":
        return "\n".join(sessions[name].server_capabilities)
    try:
        return str(getattr(sessions[name], method)(**arguments))
    except RPCError as error:
        return "error %s: %s" % (error.tag, error.message)


seen = [call(*one) for one in request["calls"]]
for session in sessions.values():
    session.close_session()
json.dump(seen, sys.stdout)
