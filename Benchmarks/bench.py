#!/usr/bin/env python3
"""Measures the built program through a pseudo-terminal: start-up, keys, rest, memory, bytes.

    python3 Benchmarks/bench.py .build-static/release/vitty

prints a Markdown table; docs/BENCHMARKS.md explains its rows. The server, vitty-demo-server, is
expected next to the program unless --server is given. A second table compares vitty with other
programs that are installed, at the largest size.
"""

import argparse
import pathlib
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

import peers
from bulk import bulk
from forms import saving, typing, writing
from link import link
from table import Table, percentile
from today import today
from workspace import Workspace, described, is_alone

TERMINALS = [(80, 24), (120, 40)]
TOP, END, DOWN, UP, PAGE_DOWN = b"gg", b"G", b"j", b"k", b"\x06"
ENTER, ESCAPE, BACKSPACE = b"\r", b"\x1b", b"\x7f"
#: The smallest number of accounts that leaves room for all moves.
SMALLEST = 300
#: Columns by which no list is sorted yet, as typed into the picker.
COLUMNS = [b"mrr", b"renewal", b"health", b"first seen", b"last seen"]
#: Words that occur in some names, and one that occurs in none.
WORDS = [b"an", b"log", b"ser", b"zzz"]
MILLI, MEGA = 1e-3, 1e6


@dataclass
class Plan:
    """How often each measurement is repeated."""

    starts: int = 20
    runs: int = 5
    keys: int = 100
    pages: int = 50
    saves: int = 20
    idle: int = 60


QUICK = Plan(starts=5, runs=2, keys=50, pages=20, saves=10, idle=5)


@dataclass
class Series:
    """A key that is pressed repeatedly."""

    name: str
    start: bytes  #: the keys that lead to the start of each trip
    key: bytes
    trip: int  #: how often the key is pressed before the next trip begins
    count: int  #: how often it is pressed in a run


def main():
    options = arguments()
    plan = QUICK if options.quick else Plan()
    table = Table(described)
    comparison = None
    measure_help(table, options.program, options.sizes[0], plan)
    for size in options.sizes:
        with Workspace(options.program, options.server, size) as workspace:
            for measure in [fill, *options.measures]:
                report(f"{described(size)}: {measure.__name__}")
                measure(table, workspace, plan)
            if options.peers and size == options.sizes[-1]:
                report(f"{described(size)}: peers")
                comparison = peers.compare(workspace, plan)
    print(table.markdown())
    if comparison:
        print("\n" + comparison.markdown())


def arguments():
    parser = argparse.ArgumentParser(description="Measures start, keys, memory and bytes.")
    parser.add_argument("program", type=pathlib.Path, help="the built vitty")
    parser.add_argument("--server", type=pathlib.Path, help="the built vitty-demo-server")
    parser.add_argument(
        "--sizes", default="300,20000",
        help="numbers of accounts: 300,20000; from 100000 without users, notes and tasks")
    parser.add_argument(
        "--only", default=",".join([*MEASURES, "peers"]), metavar="NAMES",
        help="what is measured once everything is fetched: %(default)s")
    parser.add_argument("--quick", action="store_true", help="less often, for a look")
    options = parser.parse_args()
    options.server = options.server or options.program.with_name("vitty-demo-server")
    options.sizes = sorted(int(size) for size in options.sizes.split(","))
    only = options.only.split(",")
    if unknown := set(only) - {*MEASURES, "peers"}:
        parser.error(f"--only: there is no {', '.join(sorted(unknown))}")
    options.measures = [measure for name, measure in MEASURES.items() if name in only]
    options.peers = "peers" in only
    if options.sizes[0] < SMALLEST:
        parser.error(f"--sizes: the moves need a list of at least {SMALLEST} accounts")
    return options


def report(sentence):
    print(sentence, file=sys.stderr, flush=True)


def measure_help(table, program, size, plan):
    """`vitty --help` from start to end: the fixed cost of running the program."""
    times = []
    for _ in range(plan.starts):
        started = time.perf_counter()
        subprocess.run([program, "--help"], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    table.set("`vitty --help`, median", "ms", size, statistics.median(times) / MILLI)


def fill(table, workspace, plan):
    """The first start: everything is fetched and written to the cache."""
    with workspace.open() as console:
        seconds = workspace.rest(console)
        memory = console.process.resident()
    table.set("fetching everything", "s", workspace.accounts, seconds)
    table.set("memory after it", "MB", workspace.accounts, memory / MEGA)
    table.set("files of the workspace", "MB", workspace.accounts, workspace.size() / MEGA)


def starts(table, workspace, plan):
    """From start to the first row: from the cache, from the server, and in the demo.

    The demo always has users, notes and tasks.
    """
    size = workspace.accounts
    warm = [workspace.first_row() for _ in range(plan.starts)]
    table.set(
        "first row, warm, median", "ms", size, statistics.median(warm) / MILLI,
        limit=40, is_flat=True)
    workspace.lengthen(home="filled", to="long")
    long = [workspace.first_row(home="long") for _ in range(plan.starts)]
    table.set(
        "first row, warm, with a long past, median", "ms", size, statistics.median(long) / MILLI,
        limit=40, is_flat=True)
    workspace.forget("long")
    cold = []
    for _ in range(plan.starts):
        workspace.forget("empty")
        cold.append(workspace.first_row(home="empty"))
    table.set("first row, cold, median", "ms", size, statistics.median(cold) / MILLI)
    if is_alone(size):
        return
    demo = [workspace.first_row("demo", "--accounts", str(size)) for _ in range(plan.runs)]
    table.set("first row of `vitty demo`, median", "ms", size, statistics.median(demo) / MILLI)


def idle(table, workspace, plan):
    """No key is pressed, and no refresh is due."""
    size = workspace.accounts
    with workspace.open_at_rest() as console:
        process = console.process
        table.set("memory after a warm start", "MB", size, process.resident() / MEGA)
        ticks, switches = process.ticks(), process.switches()
        written = console.listen(plan.idle)
        table.set(f"bytes in {plan.idle} s of rest", "B", size, written, limit=0)
        table.set(
            f"processor in {plan.idle} s of rest", "ticks of 10 ms", size,
            process.ticks() - ticks, limit=1)
        table.set(
            f"context switches in {plan.idle} s of rest", "count", size,
            sum(count - switches.get(thread, 0) for thread, count in process.switches().items()))


def keys(table, workspace, plan):
    """Moves through the list of accounts, in one pane and in two."""
    size = workspace.accounts
    for columns, lines in TERMINALS:
        with workspace.open_at_rest(columns=columns, lines=lines) as console:
            for series in all_series(size, lines, plan):
                runs = [run(console, series) for _ in range(plan.runs)]
                name = f"{columns}x{lines}: {series.name}"
                times = [[burst.seconds / MILLI for burst in bursts] for bursts in runs]
                table.set(
                    name + ", median", "ms", size, statistics.median(sum(times, [])), is_flat=True)
                table.set(
                    name + ", p99", "ms", size,
                    statistics.median(percentile(run, 0.99) for run in times),
                    limit=3, is_flat=True)
                table.set(
                    name + ", bytes", "B", size,
                    int(statistics.median(burst.size for bursts in runs for burst in bursts)))
            table.set(
                f"{columns}x{lines}: memory after the keys", "MB", size,
                console.process.resident() / MEGA)


def all_series(accounts, lines, plan):
    """The moves. No trip leaves the list, in which a quarter of the accounts is hidden."""
    shown = accounts * 3 // 4
    return [
        Series("down in the page", TOP, DOWN, lines - 8, plan.keys),
        Series(
            "down, scrolling", TOP + DOWN * lines, DOWN, min(plan.keys, shown - 2 * lines),
            plan.keys),
        Series(
            "up from the end", END + UP * lines, UP, min(plan.keys, shown - 2 * lines), plan.keys),
        Series("page down", TOP, PAGE_DOWN, min(plan.pages, shown // lines - 1), plan.pages),
    ]


def run(console, series):
    """One run of a series."""
    bursts = []
    while len(bursts) < series.count:
        if len(bursts) % series.trip == 0:
            console.type(series.start)
        bursts.append(console.press(series.key))
    return bursts


def sort(table, workspace, plan):
    """Sorting by a column: the order is computed the first time and cached from then on."""
    with workspace.open_at_rest() as console:
        first, again = ([sort_by(console, column) for column in COLUMNS] for _ in range(2))
    size = workspace.accounts
    table.set("sort by a column, first time, median", "ms", size, statistics.median(first))
    table.set("sort by a column, again, median", "ms", size, statistics.median(again))
    table.set("sort by a column, again, most", "ms", size, max(again))


def sort_by(console, column):
    """Sorts by a column; returns the milliseconds from picking it."""
    console.type(b"s" + column)
    return console.press(ENTER).seconds / MILLI


#: A filter of four predicates, two of them traits, which is typed and then changed letter by letter.
PREDICATES = b"health<8 mrr>1k plan:e seats>"
CHANGES = b"10" + BACKSPACE * 2 + b"20" + BACKSPACE * 2 + b"5" + BACKSPACE + b"100" + BACKSPACE * 3


def predicates(table, workspace, plan):
    """Each key that changes a filter of four predicates."""
    times = []
    with workspace.open_at_rest() as console:
        console.type(b"/" + PREDICATES)
        # The first keys read the columns.
        for key in CHANGES * 2:
            console.press(bytes([key]))
        for _ in range(max(1, plan.keys // len(CHANGES))):
            times += [console.press(bytes([key])).seconds / MILLI for key in CHANGES]
        console.type(ESCAPE)
    size = workspace.accounts
    table.set("key in a filter of four predicates, median", "ms", size, statistics.median(times))
    table.set(
        "key in a filter of four predicates, p99", "ms", size, percentile(times, 0.99), limit=8)


def filter_keys(table, workspace, plan):
    """Each letter typed into the filter narrows the list at once."""
    times = []
    with workspace.open_at_rest() as console:
        for word in WORDS:
            console.type(b"/")
            times += [console.press(bytes([letter])).seconds / MILLI for letter in word]
            console.type(ESCAPE)
    size = workspace.accounts
    table.set("key in the filter, median", "ms", size, statistics.median(times))
    table.set("key in the filter, most", "ms", size, max(times))


#: What is measured, after a first start has fetched everything, by the name that --only takes.
MEASURES = {
    "starts": starts, "idle": idle, "keys": keys, "sort": sort, "filter": filter_keys,
    "predicates": predicates, "link": link, "typing": typing, "writing": writing, "saving": saving,
    "bulk": bulk, "today": today,
}

if __name__ == "__main__":
    main()
