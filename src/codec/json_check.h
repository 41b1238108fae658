/*
 * json_check: the first pass of json.c: RFC 8259 to the letter. Sans-I/O; it builds nothing and counts what the second
 * pass will find. Not for others: json_parse() is.
 */
#ifndef CODEC_JSON_CHECK_H
#define CODEC_JSON_CHECK_H

#include "codec/json.h"

enum { JSON_NOWHERE = UINT32_MAX };

struct json_check {
	struct str text;
	uint32_t at; /* the next byte; where it stopped when it failed */
	uint32_t depth, depth_max;
	char *closers;           /* what closes each open scope: depth_max bytes of the caller's */
	uint32_t values;         /* values and keys */
	uint32_t lone_surrogate; /* the offset of the first such escape, or JSON_NOWHERE */
	enum json_fault fault;
	char problem[96];
};

/* True when `c->text` is one document. Else fault, at and problem say why not. */
bool json_check(struct json_check *c);

/* The code point that an escape says; `s` begins behind its "\u". *used is 4, or 10 for a pair of surrogates. A lone
 * surrogate comes back as it is; -1 when there are no four hex digits. */
int32_t json_code_point(struct str s, uint32_t *used);

#endif
