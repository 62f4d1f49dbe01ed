"""A made-up workspace of a given size: a server that keeps running, and state folders."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time

import past
from console import Console, Process

#: The position in the header of a list that has rows: row 1 of how many.
FIRST_ROW = rb"1/[0-9]"
#: More requests per minute than the program can make, so that the limit never applies.
NO_LIMIT = 1_000_000
#: The key to the server, which takes any.
KEY = "sk_live_demo"
#: The user, whom every workspace but one of accounts alone has.
USER = "dana@vitty.example"
#: Both sides are at rest when neither used more CPU than this in so many seconds in a row.
RESTING = 3
RESTING_USE = 0.005
#: From this number on, the accounts are alone: without users, notes and tasks.
ALONE_FROM = 100_000


def is_alone(accounts):
    """Whether a workspace with so many accounts has nothing else."""
    return accounts >= ALONE_FROM


def described(accounts):
    """The size of a workspace, in words."""
    return f"{accounts:,} accounts" + (" alone" if is_alone(accounts) else "")


class Workspace:
    """A server with a number of accounts, and the program that talks to it."""

    def __init__(self, program, server, accounts):
        self.program = str(pathlib.Path(program).resolve())
        self.accounts = accounts
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vitty-bench-"))
        config = self.folder / "config" / "vitty"
        config.mkdir(parents=True)
        lines = ["[profiles.bench]", "rate_percent = 100"]
        if not is_alone(accounts):
            lines.append(f'me = "{USER}"')
        (config / "config.toml").write_text("\n".join(lines) + "\n")
        alone = ["--alone"] if is_alone(accounts) else []
        self.server = subprocess.Popen(
            [server, "--accounts", str(accounts), *alone, "--limit-per-minute", str(NO_LIMIT)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.address = self.server.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.stdin.close()
        self.server.wait()
        shutil.rmtree(self.folder)

    def open(self, *arguments, home="filled", columns=80, lines=24):
        """Starts the program with the state in a home, which is empty if it does not exist."""
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "TMPDIR": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_STATE_HOME": str(self.folder / home),
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "VITALLY_BASE_URL": self.address, "VITALLY_API_KEY": KEY,
        }
        return Console([self.program, *arguments], environment, columns, lines)

    def open_at_rest(self, **options):
        """Starts the program and waits until it has fetched everything."""
        console = self.open(**options)
        console.wait_for(FIRST_ROW)
        self.rest(console)
        return console

    def rest(self, console):
        """Waits until neither side works; returns how many seconds they did."""
        sides = [console.process, Process(self.server.pid)]
        used = [side.seconds() for side in sides]
        seconds = resting = 0
        while resting < RESTING:
            console.listen(1)
            seconds += 1
            before, used = used, [side.seconds() for side in sides]
            is_resting = all(new - old < RESTING_USE for new, old in zip(used, before))
            resting = resting + 1 if is_resting else 0
        return seconds - RESTING

    def first_row(self, *arguments, home="filled"):
        """The seconds from the start to the first row."""
        with self.open(*arguments, home=home) as console:
            return console.wait_for(FIRST_ROW)

    def lengthen(self, home, to):
        """Copies a home and gives the copy a long past. A first start brings its tables up to date."""
        # The named pipe between processes can't be copied, and is made anew.
        shutil.copytree(
            self.folder / home, self.folder / to, ignore=shutil.ignore_patterns("bell"))
        past.lengthen(self.folder / to, now=int(time.time() * 1000))
        self.first_row(home=to)

    def forget(self, home):
        """Empties a home."""
        shutil.rmtree(self.folder / home, ignore_errors=True)

    def size(self, home="filled"):
        """The size of the files in a home, in bytes."""
        return sum(file.stat().st_size for file in (self.folder / home).rglob("*"))
