"""The program in a pseudo-terminal: keys in, bytes out, and its resource usage. Linux only."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from dataclasses import dataclass

#: A burst has ended when for this many seconds no byte came and the process used no CPU.
QUIET = 0.02
#: How many typed bytes are written to the terminal at once.
PORTION = 1024
#: CPU seconds between two samples below which a process counts as idle.
NOTHING = 0.0002


@dataclass
class Burst:
    """The output that a key caused."""

    first: float  #: from writing the key to reading the first byte
    seconds: float  #: from writing the key to reading the last byte
    size: int  #: bytes


class Console:
    """A program in its own pseudo-terminal."""

    def __init__(self, command, environment, columns=80, lines=24, quit_key=b"Q"):
        self.quit_key = quit_key
        self.started = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
            os.execve(command[0], command, environment)
        self.process = Process(self.pid)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.quit()

    def press(self, key, patience=30):
        """Presses a key that changes the screen, and times the burst that follows."""
        self._drain()
        used = self.process.seconds()
        started = last = time.perf_counter()
        first, size = None, 0
        os.write(self.terminal, key)
        while True:
            if chunk := self._read(QUIET):
                size += len(chunk)
                last = time.perf_counter()
                first = first or last
                continue
            before, used = used, self.process.seconds()
            if used - before < NOTHING and size > 0:
                return Burst(first - started, last - started, size)
            if time.perf_counter() - started > patience:
                raise TimeoutError(f"{key!r} was not answered, or never to the end")

    def press_for(self, keys, pattern, patience=30):
        """Presses keys; returns the seconds until a pattern appears in the output."""
        self._drain()
        seen = b""
        started = time.perf_counter()
        os.write(self.terminal, keys)
        while time.perf_counter() - started < patience:
            seen += self._read(0.1)
            if re.search(pattern, seen):
                return time.perf_counter() - started
        raise TimeoutError(f"{keys[:40]!r} never brought {pattern!r}; the last bytes are {seen[-400:]!r}")

    def type(self, keys):
        """Types keys that may have no effect, and waits until the program is idle."""
        for start in range(0, len(keys), PORTION):
            os.write(self.terminal, keys[start:start + PORTION])
            self._drain()
        quiet = 0
        used = self.process.seconds()
        while quiet < 3:
            size = self.listen(QUIET)
            before, used = used, self.process.seconds()
            quiet = quiet + 1 if size == 0 and used - before < NOTHING else 0

    def wait_for(self, pattern, patience=60):
        """Returns the seconds from the start until a pattern appears in the output."""
        self.find(pattern, patience)
        return time.perf_counter() - self.started

    def find(self, pattern, patience=60):
        """Reads until a pattern appears in the output; returns its match."""
        seen = b""
        while time.perf_counter() - self.started < patience:
            seen += self._read(0.1)
            if match := re.search(pattern, seen):
                return match
        raise TimeoutError(f"{pattern!r} was never written; the last bytes are {seen[-400:]!r}")

    def listen(self, seconds):
        """Reads for some seconds; returns the number of bytes read."""
        size = 0
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            size += len(self._read(left))
        return size

    def quit(self):
        """Quits with a key; kills a program that does not end."""
        os.write(self.terminal, self.quit_key)
        end = time.perf_counter() + 10
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            self._read(0.005)
            if time.perf_counter() > end:
                os.kill(self.pid, signal.SIGKILL)
        os.close(self.terminal)

    def _drain(self):
        while self._read(0):
            pass

    def _read(self, timeout):
        ready, _, _ = select.select([self.terminal], [], [], timeout)
        try:
            return os.read(self.terminal, 65536) if ready else b""
        except OSError:  # The program has closed the terminal.
            return b""


class Process:
    """Resource usage of a running process, from /proc."""

    def __init__(self, pid):
        self.pid = pid

    def seconds(self):
        """CPU time of all living threads, with nanosecond resolution."""
        return sum(int(text.split()[0]) for text in self._of_threads("schedstat")) / 1e9

    def ticks(self):
        """CPU time of all threads in clock ticks, 100 per second."""
        fields = self._text("stat").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def switches(self):
        """Context switches of each living thread."""
        return {
            int(re.search(r"Pid:\s+(\d+)", text)[1]): sum(
                int(count) for count in re.findall(r"ctxt_switches:\s+(\d+)", text))
            for text in self._of_threads("status")
        }

    def has_children(self):
        """Whether a program that it started still runs."""
        return any(self._of_threads("children"))

    def resident(self):
        """Resident memory in bytes."""
        return int(re.search(r"VmRSS:\s+(\d+)", self._text("status"))[1]) * 1024

    def _text(self, name):
        with open(f"/proc/{self.pid}/{name}") as file:
            return file.read()

    def _of_threads(self, name):
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            try:
                yield self._text(f"task/{thread}/{name}")
            except (FileNotFoundError, ProcessLookupError):  # The thread has ended.
                pass
