"""One decision about thousands of tasks: its preview, its way to the disk, and keys meanwhile."""

import statistics

from table import percentile
from workspace import is_alone

MILLI = 1e-3
ENTER, ESCAPE = b"\r", b"\x1b"
#: How often help is opened while the changes are being sent.
KEYS = 60


def bulk(table, workspace, plan):
    """All open tasks get another due day."""
    size = workspace.accounts
    if is_alone(size):
        return
    with workspace.open_at_rest() as console:
        console.type(b"gt")
        console.press_for(b"*", rb"[0-9,]+ marked")
        preview = console.press_for(b"b3", rb"requests")
        durable = console.press_for(ENTER, rb"takes it back")
        times = []
        for _ in range(KEYS):
            times.append(console.press_for(b"?", rb"Keys that work here") / MILLI)
            console.press_for(ESCAPE, rb"reopen")
        undone = console.press_for(b"u", rb"does it again")
    table.set("change of all open tasks, preview", "ms", size, preview / MILLI, limit=200)
    table.set("change of all open tasks, durable", "ms", size, durable / MILLI, limit=1000)
    table.set("key while they are sent, median", "ms", size, statistics.median(times))
    table.set("key while they are sent, p99", "ms", size, percentile(times, 0.99), limit=16)
    table.set("all of them taken back", "ms", size, undone / MILLI)
