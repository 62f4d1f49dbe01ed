// What Swift needs of ncurses, signals and the C library, and cannot reach by itself: macros,
// globals, and handlers that must not allocate. No policy: the Terminal module decides when.
#ifndef CNCURSES_H
#define CNCURSES_H

#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdbool.h>
#include <stdint.h>

// --- text.c: locale and width ---

/// Takes the locale of the environment, or C.UTF-8 where there is none. True if it is UTF-8.
bool vt_set_locale(void);

/// The columns of a scalar: 0, 1, 2, or -1 if it cannot be printed. Independent of the locale.
int vt_width(uint32_t scalar);

// --- screen.c: one curses screen ---

enum {
  vt_bold = 1,
  vt_dim = 2,
  vt_italic = 4,
  vt_underline = 8,
  vt_reverse = 16,
};

/// One cell: a spacing scalar, up to four combining marks (0 = none), bits as above, colour pair.
typedef struct {
  uint32_t scalars[5];
  uint32_t attributes;
  int pair;
} vt_cell;

/// Whether a type of terminal can be used: 1 if it can, 0 if it is unknown here, -1 if it can't place
/// the cursor.
int vt_fits(const char *type, int output);

/// Starts curses on two descriptors. False if the terminal type (NULL: $TERM) is unknown.
bool vt_open(const char *type, int input, int output);

/// Ends curses for good.
void vt_close(void);

/// Leaves curses for a while; `vt_resume` takes the screen back and draws it anew.
void vt_leave(void);
void vt_resume(void);

/// Starts colours and returns how many the terminal has; 0 if none.
int vt_start_colors(void);

/// How many colour pairs there may be, pair 0 included.
int vt_pair_limit(void);

/// Gives a pair its colours, -1 being the terminal's own.
bool vt_define_pair(int pair, int foreground, int background);

/// Reads the window's size from the terminal and tells curses.
void vt_measure(int *width, int *height);

/// Empties the screen in memory, to be filled by `vt_put`.
void vt_clear(void);

/// Empties one line of the screen in memory.
void vt_clear_line(int y);
void vt_put(int y, int x, vt_cell cell);

/// Ends a frame: sends what differs, as far as the terminal takes it without being waited for. A
/// negative y hides the cursor.
void vt_show(int y, int x);

/// Forgets what the terminal shows, so that the next frame is sent whole.
void vt_forget(void);

/// Reads the bytes that wait, at most `size`; 0 if none do. Never waits.
int vt_read(unsigned char *bytes, int size);

/// Switches off what another program may have left on and vitty does not use: reports of the mouse
/// in all their forms, and of the focus.
#define VT_REPORTS_OFF                                                              \
  "\033[?9l\033[?1000l\033[?1001l\033[?1002l\033[?1003l\033[?1004l\033[?1005l" \
  "\033[?1006l\033[?1015l\033[?1016l"
void vt_reports_off(void);

/// Sends bytes past curses; between two frames only.
void vt_send(const char *bytes, long length);

// --- frame.c: frames on their way to the terminal ---

/// Sends what is left of a frame, and never waits. True once nothing is.
bool vt_flush(void);

/// The descriptor that becomes writable when more of a frame can be sent; -1 if nothing is left.
int vt_behind(void);

// --- signals.c: signals as bytes in a pipe ---

/// Catches WINCH, HUP, INT, TERM, TSTP and CONT, and keeps PIPE from ending the process.
/// Returns the descriptor that is readable while a signal waits, or -1.
int vt_catch_signals(void);

/// Gives all signals back to those who had them.
void vt_release_signals(void);

/// The oldest signal that waits, 0 if none.
int vt_next_signal(void);

/// While another program has the terminal: its INT and QUIT are not ours, TSTP stops us too.
void vt_yield_signals(void);
void vt_reclaim_signals(void);

/// Stops this process until somebody continues it.
void vt_stop(void);

/// Waits on up to seven descriptors to be readable and on one to be writable (negative ones are
/// skipped), milliseconds or forever (-1). The answer has bit n if fds[n] is readable, and bit 8 + n
/// if its other end is gone.
int vt_poll(const int *fds, int count, int writable, int milliseconds);

/// A pipe whose ends do not block and are not inherited.
bool vt_pipe(int fds[2]);

// --- crash.c: the last words ---

/// Arms the handler of fatal signals: it restores the terminal, prints the sentence on the real
/// stderr and lets the signal end the process.
void vt_arm(int tty, const char *sentence);
void vt_disarm(void);

/// While up, a crash has a screen to restore.
void vt_screen_is_up(bool up);

/// Says what the program is doing, for the log of a crash; cut to 200 bytes.
void vt_note(const char *text);

/// Makes `log` the standard error, keeping the real one aside; `vt_errors_back` undoes it.
void vt_errors_to(int log);
void vt_errors_back(void);

#endif
