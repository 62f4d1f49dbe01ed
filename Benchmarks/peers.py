"""Measures tig, fzf and neomutt, where they are installed, beside vitty: lists of the same names.

All programs take turns, so that whatever else the machine does meets each of them.
"""

import contextlib
import os
import re
import shlex
import shutil
import statistics
from dataclasses import dataclass
from functools import partial
from typing import Callable

import items
from comparison import ONE_PANE, VITTY, Comparison
from console import Console
from table import percentile
from workspace import FIRST_ROW, KEY, RESTING_USE, described

TERMINALS = [(80, 24), (120, 40)]
#: From this width on, vitty shows the detail beside the list, until a key hides it.
TWO_PANES_FROM = 120
HIDE_DETAIL = b"p"
#: The words of each run, the last of which occurs in no name. Programs remember what a word has
#: found, and so no run repeats one.
WORDS = [
    [b"an", b"log", b"ser", b"zzz"],
    [b"oo", b"den", b"man", b"qqq"],
    [b"it", b"med", b"par", b"xxj"],
    [b"er", b"gro", b"tra", b"vvk"],
    [b"in", b"har", b"sto", b"wwx"],
]
#: How often a run jumps to the end.
JUMPS = 10
ENTER, ESCAPE, ERASE_LINE = b"\r", b"\x1b", b"\x15"
#: Keys that all programs know.
DOWN, HOME, END, PAGE_DOWN = b"\x1bOB", b"\x1bOH", b"\x1bOF", b"\x1b[6~"
MILLI = 1e-3
#: The configuration under which neomutt asks nothing and, as the others, scrolls line by line.
NEOMUTT = """
set folder="{folder}" header_cache="" assumed_charset=utf-8 charset=utf-8
set menu_scroll=yes sort=date simple_search="~s %s"
"""


@dataclass
class Program:
    """A program that shows the list, and the keys that differ."""

    name: str
    open: Callable  #: starts it in a terminal with some columns and lines
    first_row: bytes  #: a pattern in the output that brings the first row
    filter: bytes = b"/"  #: what is typed before a word
    search: bytes = b""  #: the key that ends a word, unless each letter counts
    unfilter: bytes = b""  #: what shows all rows again
    layout: bytes = b""  #: what a wide terminal needs to show the panes that are measured

    def open_at_rest(self, columns, lines):
        """Starts it and waits until all rows are there."""
        console = self.open(columns, lines)
        console.wait_for(self.first_row)
        while works(console):
            pass
        if columns >= TWO_PANES_FROM:
            console.type(self.layout)
        return console


@dataclass
class Series:
    """Keys that are pressed in each program again and again, and the goals for vitty."""

    name: str
    run: Callable  #: the bursts of a run, given the program, its console and the run's number
    peer: str  #: the program with which the goal compares
    median: float  #: the goal for the median, as a multiple of the peer's
    p99: float | None = None  #: the same for the 99th percentile, if it is shown
    bytes: float | None = None  #: the most bytes a key, if they are shown


def compare(workspace, plan):
    """Measures all programs on the list of a filled workspace; returns the comparison."""
    missing = [name for name in PEERS if not shutil.which(name)]
    comparison = Comparison(f"beside {described(workspace.accounts)}", missing)
    names = items.fetch_items(workspace.address, KEY, shown(workspace))
    peers = [PEERS[name](workspace.folder, names) for name in PEERS if name not in missing]
    for terminal in TERMINALS:
        compare_starts(comparison, [vitty(workspace), *peers], terminal, plan)
        compare_keys(comparison, [vitty(workspace), *peers], len(names), terminal, plan)
        if terminal[0] >= TWO_PANES_FROM:
            compare_panes(comparison, workspace, terminal, plan)
    return comparison


def shown(workspace):
    """How many accounts vitty lists."""
    with workspace.open() as console:
        return int(console.find(rb"1/([0-9,]+)[^0-9,]")[1].replace(b",", b""))


def works(console):
    """Whether the program, or one that it started, did something in the second that this takes."""
    used = console.process.seconds()
    console.listen(1)
    return console.process.has_children() or console.process.seconds() - used > RESTING_USE


def compare_starts(comparison, programs, terminal, plan):
    """From start to the first row."""
    times = {program.name: [] for program in programs}
    for _ in range(plan.starts):
        for program in programs:
            with program.open(*terminal) as console:
                times[program.name].append(console.wait_for(program.first_row) / MILLI)
    for name, values in times.items():
        comparison.set(
            f"{sized(terminal)}: first row, warm, median", "ms", name, statistics.median(values),
            limit=0.5, peer="fzf")


def compare_keys(comparison, programs, rows, terminal, plan):
    """Moves through the list in one pane, and the filter."""
    with opened(programs, terminal) as pairs:
        for series in all_series(rows, terminal[1], plan):
            label = f"{sized(terminal)}: {series.name}"
            for name, runs in in_turns(pairs, series.run, plan.runs).items():
                set_times(
                    comparison, label, name, runs, peer=series.peer,
                    median_limit=series.median, p99_limit=series.p99)
                if series.bytes is not None:
                    sizes = [burst.size for run in runs for burst in run]
                    comparison.set(
                        label + ", bytes", "B", name, int(statistics.median(sizes)),
                        limit=series.bytes)


def compare_panes(comparison, workspace, terminal, plan):
    """A key down with the detail beside the list, and without it."""
    one, two = vitty(workspace, name=ONE_PANE), vitty(workspace, layout=b"")
    label = f"{sized(terminal)}: key down in the page, two panes"
    run = partial(presses, key=DOWN, trip=terminal[1] - 8, count=plan.keys)
    with opened([one, two], terminal) as pairs:
        for name, runs in in_turns(pairs, run, plan.runs).items():
            set_times(
                comparison, label, name, runs, peer=ONE_PANE, median_limit=2, p99_limit=2)


@contextlib.contextmanager
def opened(programs, terminal):
    """Each program with its console, all at rest and open until the end."""
    with contextlib.ExitStack() as stack:
        yield [
            (program, stack.enter_context(program.open_at_rest(*terminal)))
            for program in programs
        ]


def in_turns(pairs, run, count):
    """A number of runs of each program, which take turns."""
    runs = {program.name: [] for program, _ in pairs}
    for turn in range(count):
        for program, console in pairs:
            runs[program.name].append(run(program, console, turn))
    return runs


def set_times(comparison, label, name, runs, peer, median_limit, p99_limit):
    """Sets the median and, if it has a goal, the 99th percentile of a program's runs."""
    times = [[burst.seconds / MILLI for burst in run] for run in runs]
    comparison.set(
        label + ", median", "ms", name, statistics.median(sum(times, [])),
        limit=median_limit, peer=peer)
    if p99_limit is not None:
        comparison.set(
            label + ", p99", "ms", name,
            statistics.median(percentile(run, 0.99) for run in times),
            limit=p99_limit, peer=peer)


def sized(terminal):
    """A terminal's size, in words."""
    return "%dx%d" % terminal


def all_series(rows, lines, plan):
    """The keys, with their goals. No trip leaves the list."""
    in_page = partial(presses, key=DOWN, trip=lines - 8, count=plan.keys)
    scrolling = partial(
        presses, key=DOWN, trip=min(plan.keys, rows - 2 * lines), count=plan.keys,
        start=DOWN * lines)
    pages = partial(
        presses, key=PAGE_DOWN, trip=min(plan.pages, rows // lines - 1), count=plan.pages)
    return [
        Series("key down in the page", in_page, "tig", median=1, p99=1, bytes=200),
        Series("key down, scrolling", scrolling, "tig", median=1, p99=1, bytes=200),
        Series("page down", pages, "tig", median=1.5, p99=1.5),
        Series("jump to the end", jumps, "tig", median=1.5),
        Series("last key of a filter", filters, "fzf", median=0.5),
    ]


def presses(program, console, turn, key, trip, count, start=b""):
    """Presses of a key in trips from the top, each with the keys to where it is measured."""
    bursts = []
    while len(bursts) < count:
        if len(bursts) % trip == 0:
            console.type(HOME)
            console.type(start)
        bursts.append(console.press(key))
    return bursts


def jumps(program, console, turn):
    """Jumps from the top to the end."""
    bursts = []
    for _ in range(JUMPS):
        console.type(HOME)
        bursts.append(console.press(END))
    return bursts


def filters(program, console, turn):
    """The keys that end the words of a filter."""
    bursts = []
    for word in WORDS[turn % len(WORDS)]:
        console.type(HOME)
        console.type(program.filter)
        letters, last = (word, program.search) if program.search else (word[:-1], word[-1:])
        console.type(letters)
        bursts.append(console.press(last))
        console.type(program.unfilter)
    return bursts


def vitty(workspace, name=VITTY, layout=HIDE_DETAIL):
    """vitty, in one pane unless a layout is given."""
    def open_in(columns, lines):
        return workspace.open(columns=columns, lines=lines)

    return Program(name, open_in, FIRST_ROW, unfilter=ESCAPE, layout=layout)


def tig(folder, names):
    """tig on a repository with a commit for each account; `/` searches for a word."""
    items.write_commits(names, folder / "repository")
    command = f"cd {shlex.quote(str(folder))}/repository && exec tig"
    return Program("tig", shell(folder, command), first_word(names), search=ENTER)


def fzf(folder, names):
    """fzf on lines, matching and ordering as vitty does: words, and the order of the list."""
    items.write_lines(names, folder / "lines")
    command = (
        "exec fzf --exact --no-sort --layout=reverse --bind=home:first,end:last "
        f"<{shlex.quote(str(folder))}/lines")
    return Program(
        "fzf", shell(folder, command, quit_key=ESCAPE), first_word(names), filter=b"",
        unfilter=ERASE_LINE)


def neomutt(folder, names):
    """neomutt on a mailbox with a mail for each account; `l` limits the list to a word."""
    items.write_mails(names, folder / "mails")
    (folder / "neomuttrc").write_text(NEOMUTT.format(folder=folder))
    command = "exec neomutt -n -R -F {0}/neomuttrc -f {0}/mails".format(shlex.quote(str(folder)))
    return Program(
        "neomutt", shell(folder, command, quit_key=b"x"), first_word(names),
        filter=b"l" + ERASE_LINE, search=ENTER, unfilter=b"l" + ERASE_LINE + b"all" + ENTER)


def shell(folder, command, quit_key=b"Q"):
    """What starts a command, without the configuration of whoever measures."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8", "TZ": "UTC", "GIT_CONFIG_GLOBAL": os.devnull,
        "TIGRC_USER": os.devnull,
    }

    def open_in(columns, lines):
        return Console(["/bin/sh", "-c", command], environment, columns, lines, quit_key)

    return open_in


def first_word(names):
    """The pattern of the output that brings the first account."""
    return re.escape(names[0].split()[0].encode())


PEERS = {"tig": tig, "fzf": fzf, "neomutt": neomutt}
