/*
 * url: percent-encoding, the way SigV4 and S3 event keys want it (RFC 3986, section 2.1), and the parts of an absolute
 * URL. Bytes in, bytes out; nothing is allocated but by the buffer given.
 */
#ifndef CODEC_URL_H
#define CODEC_URL_H

#include "base/buf.h"
#include "base/err.h"

enum url_part { URL_PATH /* '/' stays */, URL_QUERY /* '/' is encoded; decoding turns '+' into a space */ };

/* Appends `in`, encoded with upper-case hex. Only A-Z a-z 0-9 - . _ ~ stay as they are. */
void url_encode(struct buf *out, struct str in, enum url_part part);
/* Appends `in`, decoded. ERR_INPUT at a '%' without two hex digits, with its offset; `out` is then as before. */
int url_decode(struct buf *out, struct str in, enum url_part part, struct err *e);

struct url {
	bool tls;         /* https */
	struct str host;  /* without brackets */
	uint16_t port;    /* 80 or 443 when the URL has none */
	struct str path;  /* starts with '/', as written; "/" when absent */
	struct str query; /* behind '?', as written; without a fragment */
};

/* Views into `text`. ERR_INPUT for anything but http and https, an empty host, user info, a bad port, control
 * characters or spaces. */
int url_parse(struct str text, struct url *out, struct err *e);

/* The value of `name` in a query string as written (not decoded); false when it is not there. */
bool url_query_get(struct str query, struct str name, struct str *value);

#endif
