// One curses screen: started, drawn cell by cell, left and taken back.
#include "CNcurses.h"
#include "frame.h"

#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <term.h>

static SCREEN *screen;
static FILE *source;
static FILE *sink;
static bool is_whole = true;  // the next frame is drawn on a terminal in an unknown state

static void set_modes(void) {
  raw();
  noecho();
  nonl();
  idlok(stdscr, TRUE);
  typeahead(-1);  // a frame is never cut short because a key was pressed
  keypad(stdscr, TRUE);  // tells the terminal to send keys in the form that is described
}

static void close_files(void) {
  if (source) fclose(source);
  if (sink) fclose(sink);
  source = sink = NULL;
}

// Curses takes a printer for a terminal too, and feeds it line after line.
int vt_fits(const char *type, int output) {
  int known = 0;
  if (setupterm(type, output, &known) != OK) return known == 1 ? -1 : 0;
  char *cup = tigetstr("cup");
  char *clear = tigetstr("clear");
  bool fits = cup && cup != (char *)-1 && clear && clear != (char *)-1;
  del_curterm(cur_term);
  return fits ? 1 : -1;
}

bool vt_open(const char *type, int input, int output) {
  source = fdopen(dup(input), "r");
  sink = fdopen(dup(output), "w");
  if (source && sink) screen = newterm(type, sink, source);
  if (!screen) {
    close_files();
    return false;
  }
  set_modes();
  frame_open(fileno(sink));
  return true;
}

void vt_close(void) {
  frame_finish();
  endwin();
  delscreen(screen);
  screen = NULL;
  frame_close();
  close_files();
}

void vt_leave(void) {
  frame_finish();
  endwin();
}

void vt_resume(void) {
  set_modes();
  clearok(curscr, TRUE);
  doupdate();
  is_whole = true;
}

int vt_start_colors(void) {
  if (!has_colors() || start_color() == ERR) return 0;
  use_default_colors();
  return COLORS;
}

int vt_pair_limit(void) { return COLOR_PAIRS; }

bool vt_define_pair(int pair, int foreground, int background) {
  return init_extended_pair(pair, foreground, background) == OK;
}

void vt_measure(int *width, int *height) {
  struct winsize window;
  bool known = ioctl(fileno(sink), TIOCGWINSZ, &window) == 0 && window.ws_col && window.ws_row;
  if (known && is_term_resized(window.ws_row, window.ws_col))
    resizeterm(window.ws_row, window.ws_col);
  *width = getmaxx(stdscr);
  *height = getmaxy(stdscr);
}

static attr_t curses_attributes(uint32_t bits) {
  attr_t attributes = WA_NORMAL;
  if (bits & vt_bold) attributes |= WA_BOLD;
  if (bits & vt_dim) attributes |= WA_DIM;
  if (bits & vt_italic) attributes |= WA_ITALIC;
  if (bits & vt_underline) attributes |= WA_UNDERLINE;
  if (bits & vt_reverse) attributes |= WA_REVERSE;
  return attributes;
}

void vt_clear(void) { werase(stdscr); }

void vt_clear_line(int y) {
  wmove(stdscr, y, 0);
  wclrtoeol(stdscr);
}

void vt_put(int y, int x, vt_cell cell) {
  wchar_t text[6] = {0};
  for (int i = 0; i < 5; i++) text[i] = (wchar_t)cell.scalars[i];
  cchar_t packed;
  // The last argument carries the pair, since the one before it ends at 255.
  if (setcchar(&packed, text, curses_attributes(cell.attributes), 0, &cell.pair) == OK)
    mvwadd_wch(stdscr, y, x, &packed);
}

void vt_show(int y, int x) {
  bool visible = y >= 0;
  leaveok(stdscr, !visible);
  if (visible) wmove(stdscr, y, x);
  wnoutrefresh(stdscr);
  frame_begin();
  curs_set(visible ? 1 : 0);
  doupdate();
  frame_end(is_whole);
  is_whole = false;
  vt_flush();
}

void vt_forget(void) {
  clearok(curscr, TRUE);
  is_whole = true;
}

// Past curses, which knows only the keys of the terminal's description: in the middle of a paste it
// would take them out, and what it does not know would come as letters.
int vt_read(unsigned char *bytes, int size) {
  struct pollfd waiting = {fileno(source), POLLIN, 0};
  if (poll(&waiting, 1, 0) <= 0 || !(waiting.revents & POLLIN)) return 0;
  ssize_t count = read(fileno(source), bytes, (size_t)size);
  return count > 0 ? (int)count : 0;
}

void vt_send(const char *bytes, long length) {
  frame_finish();
  fflush(sink);
  while (length > 0) {
    ssize_t sent = write(fileno(sink), bytes, (size_t)length);
    if (sent <= 0) return;
    bytes += sent;
    length -= sent;
  }
}

void vt_reports_off(void) { vt_send(VT_REPORTS_OFF, sizeof VT_REPORTS_OFF - 1); }
