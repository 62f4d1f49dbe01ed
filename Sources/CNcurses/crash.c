// What happens when the program dies: the terminal is restored and one sentence says so.
// Everything that the handler touches is static and async-signal-safe.
#define _GNU_SOURCE
#include "CNcurses.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int fatal[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGQUIT};
enum { fatal_count = 7 };

// Paste, mouse, colours, cursor, keypad and alternate screen, each set back to normal.
static const char restore[] =
    "\033[?2004l" VT_REPORTS_OFF "\033[0m\033[?25h\033[?1l\033>\033[?1049l\r\n";

static struct sigaction before[fatal_count];
static struct termios modes;
static bool modes_known;
static int terminal = -1;
static int real_errors = -1;
static volatile sig_atomic_t screen_is_up;
static char last_words[512];
static char activity[201];

static void say(int fd, const char *text, size_t length) {
  if (length > 0 && write(fd, text, length) < 0) {
    // Nobody is left to be told.
  }
}

static void on_crash(int number) {
  if (screen_is_up) {
    screen_is_up = 0;
    say(terminal, restore, sizeof restore - 1);
    if (modes_known) tcsetattr(terminal, TCSANOW, &modes);
    say(real_errors < 0 ? STDERR_FILENO : real_errors, last_words, strlen(last_words));
    if (real_errors >= 0 && activity[0] != 0) {
      static const char label[] = "last activity: ";
      say(STDERR_FILENO, label, sizeof label - 1);
      say(STDERR_FILENO, activity, strlen(activity));
      say(STDERR_FILENO, "\n", 1);
    }
  }
  signal(number, SIG_DFL);
  raise(number);
}

static void copy(char *target, size_t size, const char *text) {
  size_t length = strnlen(text, size - 1);
  memcpy(target, text, length);
  target[length] = 0;
}

// A stack overflow leaves no room for a handler on the ordinary stack.
static void use_own_stack(void) {
  static char space[64 * 1024];
  stack_t stack = {.ss_sp = space, .ss_size = sizeof space};
  sigaltstack(&stack, NULL);
}

void vt_arm(int tty, const char *sentence) {
  terminal = tty;
  modes_known = tcgetattr(tty, &modes) == 0;
  copy(last_words, sizeof last_words - 1, sentence);
  strcat(last_words, "\n");
  use_own_stack();
  for (int i = 0; i < fatal_count; i++) {
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    sigaction(fatal[i], &action, &before[i]);
  }
}

void vt_disarm(void) {
  for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &before[i], NULL);
}

void vt_screen_is_up(bool up) { screen_is_up = up; }

void vt_note(const char *text) { copy(activity, sizeof activity, text); }

void vt_errors_to(int log) {
  if (real_errors < 0) real_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  dup2(log, STDERR_FILENO);
}

void vt_errors_back(void) {
  if (real_errors < 0) return;
  dup2(real_errors, STDERR_FILENO);
  close(real_errors);
  real_errors = -1;
}
