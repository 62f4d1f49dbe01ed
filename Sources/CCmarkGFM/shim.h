// What Markup needs of cmark-gfm: the parser, its tree and the extensions of GitHub's Markdown.

#ifndef CCMARKGFM_SHIM_H
#define CCMARKGFM_SHIM_H

#include <cmark-gfm.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#endif
