/*
 * xml: as much of XML 1.0 as S3's answers need: elements, text, the five entities and character references. A pull
 * reader over a complete text, and escaping for writing. Attributes are skipped; a document type is refused.
 */
#ifndef CODEC_XML_H
#define CODEC_XML_H

#include "base/buf.h"
#include "base/err.h"

enum { XML_DEPTH = 32 };

enum xml_event { XML_OPEN, XML_TEXT, XML_CLOSE, XML_END };

struct xml {
	struct str text;
	size_t at;
	uint32_t depth;
	bool close_next; /* after <a/> */
	struct str name; /* of the element just opened or closed, without its prefix */
	bool root_seen;
	struct str opened[XML_DEPTH]; /* the names of what is open, as written */
};

struct xml xml_reader(struct str text);
/* The next event; for XML_TEXT the decoded text is in `out` (cleared first). ERR_PROTO when malformed, with the offset. */
int xml_next(struct xml *x, enum xml_event *event, struct buf *out, struct err *e);
/* The text of the first element `name`, wherever it stands, in `a`; ERR_NOT_FOUND when there is none. */
int xml_find(struct arena *a, struct str text, const char *name, struct str *out, struct err *e);
void xml_escape(struct buf *out, struct str s);

#endif
