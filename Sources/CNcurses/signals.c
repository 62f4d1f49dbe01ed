// Signals become bytes in a pipe, so that one poll sees them with everything else.
#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static const int caught[] = {SIGWINCH, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGPIPE};
static const int yielded[] = {SIGINT, SIGQUIT, SIGTSTP};
enum { caught_count = 7, yielded_count = 3 };

static struct sigaction before[caught_count];
static struct sigaction ours[yielded_count];
static int signal_pipe[2] = {-1, -1};

static void on_signal(int number) {
  int kept = errno;
  unsigned char byte = (unsigned char)number;
  if (write(signal_pipe[1], &byte, 1) < 0) {
    // A full pipe already tells enough.
  }
  errno = kept;
}

// Not SIG_IGN: a child would inherit that, but never a handler.
static void on_nothing(int number) { (void)number; }

static void set_handler(int number, void (*handler)(int), struct sigaction *old) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, old);
}

// A parent may have blocked signals before it started the program, and the block is inherited: a
// hang-up would then never be heard of.
static void unblock_caught(void) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < caught_count; i++) sigaddset(&set, caught[i]);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

int vt_catch_signals(void) {
  if (signal_pipe[0] < 0 && !vt_pipe(signal_pipe)) return -1;
  while (vt_next_signal() != 0) {
  }
  for (int i = 0; i < caught_count; i++)
    set_handler(caught[i], caught[i] == SIGPIPE ? on_nothing : on_signal, &before[i]);
  unblock_caught();
  return signal_pipe[0];
}

void vt_release_signals(void) {
  for (int i = 0; i < caught_count; i++)
    if (caught[i] != SIGPIPE) sigaction(caught[i], &before[i], NULL);
}

int vt_next_signal(void) {
  unsigned char byte = 0;
  return read(signal_pipe[0], &byte, 1) == 1 ? byte : 0;
}

void vt_yield_signals(void) {
  for (int i = 0; i < yielded_count; i++)
    set_handler(yielded[i], yielded[i] == SIGTSTP ? SIG_DFL : on_nothing, &ours[i]);
}

void vt_reclaim_signals(void) {
  for (int i = 0; i < yielded_count; i++) sigaction(yielded[i], &ours[i], NULL);
}

void vt_stop(void) { raise(SIGTSTP); }

static long long now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

int vt_poll(const int *fds, int count, int writable, int milliseconds) {
  struct pollfd polled[8];
  for (int i = 0; i < count && i < 7; i++) polled[i] = (struct pollfd){fds[i], POLLIN, 0};
  polled[count] = (struct pollfd){writable, POLLOUT, 0};
  long long end = now_ms() + milliseconds;
  int ready;
  while ((ready = poll(polled, (nfds_t)count + 1, milliseconds)) < 0 && errno == EINTR) {
    if (milliseconds < 0) continue;
    long long left = end - now_ms();
    milliseconds = left > 0 ? (int)left : 0;
  }
  int bits = 0;
  for (int i = 0; ready > 0 && i < count; i++) {
    if (polled[i].revents & POLLIN) bits |= 1 << i;
    if (polled[i].revents & (POLLHUP | POLLERR | POLLNVAL)) bits |= 1 << (8 + i);
  }
  return bits;
}

bool vt_pipe(int fds[2]) { return pipe2(fds, O_CLOEXEC | O_NONBLOCK) == 0; }
