// Locale and the width of a scalar.
#define _GNU_SOURCE
#include "CNcurses.h"

#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <string.h>
#include <wchar.h>

static locale_t unicode;
static pthread_once_t unicode_once = PTHREAD_ONCE_INIT;

static void make_unicode(void) { unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }

bool vt_set_locale(void) {
  const char *name = setlocale(LC_ALL, "") ? setlocale(LC_CTYPE, NULL) : "C";
  // "C" mostly means that nobody chose: nearly every terminal reads UTF-8 all the same.
  if (strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0) setlocale(LC_CTYPE, "C.UTF-8");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int vt_width(uint32_t scalar) {
  pthread_once(&unicode_once, make_unicode);
  if (unicode == (locale_t)0) return scalar < 0x7f ? 1 : -1;
  locale_t before = uselocale(unicode);
  int width = wcwidth((wchar_t)scalar);
  uselocale(before);
  return width;
}
