"""Measures forms: keys, pastes and openings of a long text, and a change from the key to the screen."""

import statistics

from table import percentile
from workspace import FIRST_ROW

TOP, ADD_NOTE, EDIT, SET_FIELD = b"gg", b"an", b"e", b"m"
TAB, ENTER, SAVE, DISCARD = b"\t", b"\r", b"\x13", b"\x18"
PREVIEW, LEAVE, NOTES = b"\x10", b"\x1b", b"gn"
PAGE_UP = b"\x1b[5~"
PASTE = b"\x1b[200~%b\x1b[201~"
LENGTH, LONG = 100_000, 1_000_000
#: Pages from the end of the text to somewhere in its middle.
PAGES_UP = 30
#: A text in paragraphs, one that is a single paragraph, and one of all that Markdown has.
TEXTS = {
    "in a note of 100,000 characters": b"Ships wait, trains wait. " * 20 + b"\n",
    "in one paragraph of 100,000": b"Ships wait, trains wait. ",
    "in 100,000 characters of Markdown": b"- Two **cranes** of [Ana](https://a.example) *wait*\n",
}
#: Terminals in which they are typed, and whether the preview is beside the text.
SCREENS = {"": (80, 24, False), ", beside its preview": (120, 40, True)}
#: What is pasted as a whole: lines of prose, and the list of a word processor.
PASTES = {"prose": b"Ships wait, trains wait. " * 20 + b"\r", "bullets": b"\xe2\x80\xa2\tShips wait\r"}
#: What the screen shows when a picker, a box for one field or a whole form opens, and when a
#: change is on disk and being sent.
PICKER, BOX, FORM, PENDING = rb"accept", rb"EDITOR", rb"next field", rb"Sav(ing|ed)"
MILLI = 1e-3


def typing(table, workspace, plan):
    """Letters at the end and in the middle of the text of a note."""
    size = workspace.accounts
    for name, piece in TEXTS.items():
        for beside, (columns, lines, has_preview) in SCREENS.items():
            with workspace.open_at_rest(columns=columns, lines=lines) as console:
                open_note(console)
                console.type(PASTE % text(piece, LENGTH))
                if has_preview:
                    console.type(PREVIEW)
                runs = [letters(console, plan.keys)]
                console.type(PAGE_UP * PAGES_UP)
                runs += [letters(console, plan.keys) for _ in range(plan.runs)]
                discard(console)
            key = f"key {name}{beside}"
            table.set(f"{key}, median", "ms", size, statistics.median(sum(runs, [])))
            table.set(
                f"{key}, p99", "ms", size,
                statistics.median(percentile(run, 0.99) for run in runs), limit=3)


def writing(table, workspace, plan):
    """A megabyte pasted into a note, and a note of a megabyte opened."""
    size = workspace.accounts
    for name, piece in PASTES.items():
        pasted, opened = [], []
        with workspace.open_at_rest() as console:
            for _ in range(plan.runs):
                open_note(console)
                pasted.append(console.press(PASTE % text(piece, LONG)).seconds / MILLI)
                discard(console)
            open_note(console)
            console.type(b"Long note" + PASTE % text(b"\r" + piece, LONG))
            console.press_for(SAVE, PENDING)
            workspace.rest(console)
            console.type(NOTES + b"/Long note" + ENTER)
            for _ in range(plan.runs):
                opened.append(console.press_for(EDIT, FORM) / MILLI)
                console.type(LEAVE)
            console.type(LEAVE)
        table.set(
            f"paste of 1 MB of {name} to the screen, median", "ms", size,
            statistics.median(pasted), limit=100)
        table.set(
            f"note of 1 MB of {name} to its form, median", "ms", size, statistics.median(opened))


def open_note(console):
    """Opens the form of a new note, with the cursor in its text."""
    console.type(TOP)
    console.press_for(ADD_NOTE, FORM)


def discard(console):
    """Throws away what is in a form."""
    console.type(DISCARD)
    console.type(b"y")


def text(piece, length):
    """A text of so many bytes that repeats a piece."""
    return (piece * (length // len(piece) + 1))[:length]


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
