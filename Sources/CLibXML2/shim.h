// What Markup needs of libxml2: the HTML parser and its tree.
// `xmlFree` is a global function pointer, which Swift 6 takes for shared mutable state; hence the
// wrapper.

#ifndef CLIBXML2_SHIM_H
#define CLIBXML2_SHIM_H

// Debian's libxml2 drags in the headers of the system's ICU, whose types clash with those of
// Foundation's own ICU. Nothing of them is used here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

/// Frees memory that libxml2 handed out, such as the answer of `xmlGetProp`.
static inline void vt_xml_free(void *memory) { xmlFree(memory); }

#endif
