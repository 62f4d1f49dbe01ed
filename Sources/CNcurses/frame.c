// What curses sends of a frame, caught so that it goes out in one piece and never blocks: curses
// itself makes a write of each run of cells, and waits for a terminal that does not read.
#define _GNU_SOURCE
#include "CNcurses.h"
#include "frame.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int sink = -1;      // what curses writes to
static int terminal = -1;  // where that leads, while it is diverted
static int memory = -1;    // where curses writes meanwhile
static int output = -1;    // the terminal, opened anew: a write to it does not block

static char *frame;
static size_t room, length, sent;

void frame_open(int curses_sink) {
  sink = curses_sink;
  terminal = fcntl(sink, F_DUPFD_CLOEXEC, 3);
  memory = memfd_create("frame", MFD_CLOEXEC);
  // A description of our own: not to block is a property of the description, and the other one is
  // shared with the shell.
  const char *name = ttyname(sink);
  if (name) output = open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (output < 0) output = fcntl(sink, F_DUPFD_CLOEXEC, 3);
}

void frame_close(void) {
  if (terminal >= 0) close(terminal);
  if (memory >= 0) close(memory);
  if (output >= 0) close(output);
  sink = terminal = memory = output = -1;
  free(frame);
  frame = NULL;
  room = length = sent = 0;
}

static bool can_divert(void) { return terminal >= 0 && memory >= 0 && output >= 0; }

void frame_begin(void) {
  if (can_divert()) dup3(memory, sink, O_CLOEXEC);
}

// Curses sets the character set with each attribute, and a colour before it resets all of them. The
// first time is enough, and the reset alone.
static size_t without_repetitions(char *bytes, size_t count) {
  static const char charset[] = "\033(B", color[] = "\033[39m", reset[] = "\033(B\033[m";
  size_t kept = 0;
  for (size_t i = 0; i < count;) {
    size_t left = count - i;
    if (left >= 3 && memcmp(bytes + i, charset, 3) == 0) {
      i += 3;
    } else if (left >= 11 && memcmp(bytes + i, color, 5) == 0 && memcmp(bytes + i + 5, reset, 6) == 0) {
      i += 5;
    } else {
      bytes[kept++] = bytes[i++];
    }
  }
  return kept;
}

void frame_end(bool is_whole) {
  if (!can_divert()) return;
  dup3(terminal, sink, O_CLOEXEC);
  off_t size = lseek(memory, 0, SEEK_CUR);
  if (size <= 0) return;
  if (length + (size_t)size > room) {
    char *larger = realloc(frame, length + (size_t)size);
    if (!larger) return;
    frame = larger;
    room = length + (size_t)size;
  }
  ssize_t count = pread(memory, frame + length, (size_t)size, 0);
  lseek(memory, 0, SEEK_SET);  // The next frame overwrites it: to free its pages takes longer.
  if (count <= 0) return;
  length += is_whole ? (size_t)count : without_repetitions(frame + length, (size_t)count);
}

bool vt_flush(void) {
  while (sent < length) {
    ssize_t count = write(output, frame + sent, length - sent);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) return false;
    if (count <= 0) break;  // The terminal is gone, which is noticed elsewhere.
    sent += (size_t)count;
  }
  sent = length = 0;
  return true;
}

int vt_behind(void) { return sent < length ? output : -1; }

void frame_finish(void) {
  while (!vt_flush()) {
    struct pollfd waiting = {output, POLLOUT, 0};
    if (poll(&waiting, 1, -1) < 0 && errno != EINTR) return;
    if (waiting.revents & (POLLHUP | POLLERR | POLLNVAL)) sent = length;
  }
}
