"""A slow way to the terminal: the reader looks only now and then, as behind a long line."""

import os
import time

#: How often the reader looks, in seconds: the round trip of the line.
TRIP = 0.3
#: How long a key is held, and how long the reader stops altogether.
HOLD, STOP = 3, 10
#: How fast a held key repeats, in seconds.
REPEAT = 1 / 30
DOWN, UP = b"j", b"k"


def link(table, workspace, plan):
    """Holds a key over a slow line: what is still on its way when it is released, and how soon the
    next key acts. Then the reader stops, and catches up."""
    with workspace.open_at_rest() as console:
        frame = console.press(DOWN).size
        queued, late = hold(console, HOLD, every=TRIP)
        console.type(UP)
        caught_up, _ = hold(console, STOP, every=STOP + 1)
    size = workspace.accounts
    table.set("a frame of a held key, bytes", "B", size, frame)
    table.set("held over 300 ms, bytes after release", "B", size, queued)
    table.set("held over 300 ms, reads after release", "count", size, late, limit=2)
    table.set("reader stopped for 10 s, bytes to catch up", "B", size, caught_up)


def hold(console, seconds, every):
    """Holds a key while the reader looks now and then. Returns the bytes that come after the release,
    and the number of looks that brought some."""
    end = time.perf_counter() + seconds
    look = time.perf_counter() + every
    while time.perf_counter() < end:
        os.write(console.terminal, DOWN)
        time.sleep(REPEAT)
        if time.perf_counter() >= look:
            console.listen(0.001)
            look += every
    bytes_after = looks = quiet = 0
    while quiet < 3:
        time.sleep(TRIP)
        size = console.listen(0.001)
        bytes_after += size
        looks += size > 0
        quiet = 0 if size else quiet + 1
    return bytes_after, looks
