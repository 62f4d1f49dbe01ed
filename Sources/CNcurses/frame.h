// The part of frame.c that only screen.c uses.
#ifndef CNCURSES_FRAME_H
#define CNCURSES_FRAME_H

#include <stdbool.h>

/// Catches what curses will write to its descriptor between `frame_begin` and `frame_end`.
void frame_open(int curses_sink);
void frame_close(void);
void frame_begin(void);

/// Ends a frame, to be sent by `vt_flush`. A whole frame is sent as it is: nothing is known of the
/// state that the terminal is in.
void frame_end(bool is_whole);

/// Waits until all frames are sent, since something else is to be written.
void frame_finish(void);

#endif
