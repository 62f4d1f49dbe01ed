"""One decision in Today: from the key to the answer, and to the list in its new order."""

import statistics

from table import percentile
from workspace import is_alone

MILLI = 1e-3
#: How many tasks are done in a row.
DECISIONS = 30


def today(table, workspace, plan):
    """Tasks are done, one after the other, each of which goes to the end of its group."""
    size = workspace.accounts
    if is_alone(size):
        return
    with workspace.open_at_rest(columns=120, lines=40) as console:
        opened = console.press(b"gi")
        again = []
        for _ in range(plan.runs):
            console.type(b"<")
            again.append(console.press(b"gi").seconds / MILLI)
        bursts = [console.press(b"d") for _ in range(DECISIONS)]
        console.type(b"gg")
        undone = [console.press(b"u") for _ in range(DECISIONS // 3)]
    first = [burst.first / MILLI for burst in bursts]
    whole = [burst.seconds / MILLI for burst in bursts]
    table.set("Today, opened for the first time", "ms", size, opened.seconds / MILLI)
    table.set("Today, opened again, median", "ms", size, statistics.median(again))
    table.set("decision in Today, first frame, median", "ms", size, statistics.median(first))
    table.set(
        "decision in Today, first frame, p99", "ms", size, percentile(first, 0.99), limit=16)
    table.set(
        "decision in Today to the list in its new order, median", "ms", size,
        statistics.median(whole), limit=50)
    table.set(
        "decision in Today taken back, median", "ms", size,
        statistics.median(burst.seconds / MILLI for burst in undone))
