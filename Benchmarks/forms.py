"""Measures forms: a key in a long text, and a change from the key to the screen."""

import statistics

from table import percentile
from workspace import FIRST_ROW

TOP, ADD_NOTE, EDIT, SET_FIELD = b"gg", b"an", b"e", b"m"
TAB, ENTER, SAVE, DISCARD = b"\t", b"\r", b"\x13", b"\x18"
PAGE_UP = b"\x1b[5~"
PASTE = b"\x1b[200~%b\x1b[201~"
LENGTH = 100_000
#: How many fields come before the text in the form of a note.
FIELDS_BEFORE = 5
#: Pages from the end of the text to somewhere in its middle.
PAGES_UP = 100
#: A text in paragraphs, and one that is a single paragraph.
TEXTS = {
    "in a text of 100,000 characters": b"Ships wait, trains wait. " * 20 + b"\n",
    "in one paragraph of 100,000": b"Ships wait, trains wait. ",
}
#: What the screen shows when a picker, a box for one field or a whole form opens, and when a
#: change is on disk and being sent.
PICKER, BOX, FORM, PENDING = rb"accept", rb"EDITOR", rb"next field", rb"Sav(ing|ed)"
MILLI = 1e-3


def typing(table, workspace, plan):
    """Letters at the end and in the middle of the text of a note."""
    size = workspace.accounts
    for name, piece in TEXTS.items():
        with workspace.open_at_rest() as console:
            console.type(TOP)
            console.type(ADD_NOTE)
            console.type(TAB * FIELDS_BEFORE)
            console.type(PASTE % (piece * (LENGTH // len(piece) + 1))[:LENGTH])
            runs = [letters(console, plan.keys)]
            console.type(PAGE_UP * PAGES_UP)
            runs += [letters(console, plan.keys) for _ in range(plan.runs)]
            console.type(DISCARD)
            console.type(b"y")
        table.set(f"key {name}, median", "ms", size, statistics.median(sum(runs, [])))
        table.set(
            f"key {name}, p99", "ms", size,
            statistics.median(percentile(run, 0.99) for run in runs), limit=5)


def letters(console, count):
    """The milliseconds that each of some letters takes."""
    return [console.press(b"x").seconds / MILLI for _ in range(count)]


def saving(table, workspace, plan):
    """From the key that saves to the frame that shows the change, during a full sync."""
    size = workspace.accounts
    ways = {"Enter in a field": set_field, "C-s in a form": fill_in}
    for name, save in ways.items():
        times = []
        for _ in range(plan.runs):
            workspace.forget("empty")
            with workspace.open(home="empty") as console:
                console.wait_for(FIRST_ROW)
                times += [save(console, b"%d" % (n % 10)) / MILLI for n in range(plan.saves)]
        table.set(
            f"{name} to the change on screen, beside a sweep, median", "ms", size,
            statistics.median(times), limit=16)
        table.set(
            f"{name} to the change on screen, beside a sweep, p99", "ms", size,
            percentile(times, 0.99))


def set_field(console, digit):
    """Sets the name of an account; returns the seconds that the last key takes."""
    console.press_for(SET_FIELD, PICKER)
    console.press_for(b"name" + ENTER, BOX)
    console.press_for(digit, digit)
    return console.press_for(ENTER, PENDING)


def fill_in(console, digit):
    """Changes the name of an account in its form; returns the seconds that the last key takes."""
    open_form(console)
    console.press_for(digit, digit)
    return console.press_for(SAVE, PENDING)


def open_form(console):
    """Opens a form. Retries, since a form that waits for the server ignores all keys but Esc."""
    while True:
        try:
            return console.press_for(EDIT, FORM, patience=0.5)
        except TimeoutError:
            continue
