"""The program in a pseudo-terminal: keys in, bytes out, and what its process uses. Linux only.

Knows nothing of what the keys mean.
"""

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

#: A burst has ended when for so many seconds no byte came and the process used no processor.
QUIET = 0.02
#: So many bytes of what is typed go into a terminal at once.
PORTION = 1024
#: A process that used less than this between two looks did nothing, in seconds.
NOTHING = 0.0002


@dataclass
class Burst:
    """What came of a key."""

    seconds: float  #: from writing the key to reading the last byte
    size: int  #: bytes


class Console:
    """A program in a terminal of its own."""

    def __init__(self, command, environment, columns=80, lines=24):
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
        """Presses a key that changes what is on screen, and times the burst that follows."""
        self._drain()
        used = self.process.seconds()
        started = last = time.perf_counter()
        size = 0
        os.write(self.terminal, key)
        while True:
            if chunk := self._read(QUIET):
                size += len(chunk)
                last = time.perf_counter()
                continue
            before, used = used, self.process.seconds()
            if used - before < NOTHING and size > 0:
                return Burst(last - started, size)
            if time.perf_counter() - started > patience:
                raise TimeoutError(f"{key!r} was not answered, or never to the end")

    def press_for(self, keys, pattern, patience=30):
        """Answers how many seconds after the keys a pattern is in what is written."""
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
        """Types keys that need not change anything, and waits until nothing more comes of them."""
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
        """Answers after how many seconds since the start a pattern was in what was written."""
        seen = b""
        while time.perf_counter() - self.started < patience:
            seen += self._read(0.1)
            if re.search(pattern, seen):
                return time.perf_counter() - self.started
        raise TimeoutError(f"{pattern!r} was never written; the last bytes are {seen[-400:]!r}")

    def listen(self, seconds):
        """Reads for so long; answers how many bytes came."""
        size = 0
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            size += len(self._read(left))
        return size

    def quit(self):
        """Leaves with `Q`; a program that stays is killed."""
        os.write(self.terminal, b"Q")
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
    """What a running process has used so far, from /proc."""

    def __init__(self, pid):
        self.pid = pid

    def seconds(self):
        """Processor time of all threads that live, to the nanosecond."""
        return sum(int(text.split()[0]) for text in self._of_threads("schedstat")) / 1e9

    def ticks(self):
        """Processor time of all threads in clock ticks, 100 a second."""
        fields = self._text("stat").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def switches(self):
        """Context switches of each thread that lives."""
        return {
            int(re.search(r"Pid:\s+(\d+)", text)[1]): sum(
                int(count) for count in re.findall(r"ctxt_switches:\s+(\d+)", text))
            for text in self._of_threads("status")
        }

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
            except (FileNotFoundError, ProcessLookupError):  # It has ended meanwhile.
                pass
