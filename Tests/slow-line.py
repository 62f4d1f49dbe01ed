"""A long line between a terminal and a program: each byte takes its time, in both directions.

Usage: slow-line.py MILLISECONDS PROGRAM [ARGUMENT...]
"""

import collections
import fcntl
import os
import pty
import selectors
import signal
import sys
import termios
import time
import tty

KEYBOARD, SCREEN = 0, 1
#: The most that is on its way in one direction: then the line takes no more, as a real one.
MOST = 1 << 20


class Way:
    """One direction: bytes with the time at which they arrive."""

    def __init__(self, source, target, delay):
        self.source, self.target, self.delay = source, target, delay
        self.pieces = collections.deque()
        self.size = 0
        self.is_open = True

    def take(self):
        """Takes what there is to read; nothing more ever comes once the other end is gone."""
        try:
            piece = os.read(self.source, 65536)
        except OSError:
            piece = b""
        if not piece:
            self.is_open = False
            return
        self.pieces.append((time.monotonic() + self.delay, piece))
        self.size += len(piece)

    def deliver(self):
        """Hands over what has arrived by now."""
        while self.pieces and self.pieces[0][0] <= time.monotonic():
            due, piece = self.pieces.popleft()
            try:
                written = os.write(self.target, piece)
            except OSError:
                written = len(piece)
            self.size -= written
            if written < len(piece):
                self.pieces.appendleft((due, piece[written:]))

    @property
    def wait(self):
        """The seconds until something arrives; None for nothing on its way."""
        return max(0, self.pieces[0][0] - time.monotonic()) if self.pieces else None


def size_of(screen):
    return fcntl.ioctl(screen, termios.TIOCGWINSZ, bytes(8))


def resize(terminal, size):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)


def relay(terminal, delay):
    """Passes bytes until the program has closed its terminal and all has arrived."""
    there, back = Way(KEYBOARD, terminal, delay), Way(terminal, SCREEN, delay)
    while back.is_open or back.pieces:
        selector = selectors.DefaultSelector()
        for way in (there, back):
            if way.is_open and way.size < MOST:
                selector.register(way.source, selectors.EVENT_READ, way)
        waits = [way.wait for way in (there, back) if way.wait is not None]
        for key, _ in selector.select(min(waits, default=None)):
            key.data.take()
        selector.close()
        there.deliver()
        back.deliver()


def main():
    delay, command = float(sys.argv[1]) / 1000, sys.argv[2:]
    size = size_of(SCREEN)
    process, terminal = pty.fork()
    if process == 0:
        resize(SCREEN, size)
        os.execvp(command[0], command)
    signal.signal(signal.SIGWINCH, lambda *_: resize(terminal, size_of(SCREEN)))
    tty.setraw(KEYBOARD)
    relay(terminal, delay)
    _, status = os.waitpid(process, 0)
    sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)


main()
