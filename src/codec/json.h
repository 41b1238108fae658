/*
 * json: reading and writing JSON (RFC 8259).
 *
 * Reading: one pass checks the grammar to the letter and knows line and column, then jsmn's tokens become a tree in the
 * caller's arena. A `struct json` is a handle: a missing member or element is a handle too, of type JSON_MISSING, so
 * that look-ups chain; the typed getters fail with the path of what they wanted (`orders[2].timeout: expected a positive
 * integer, got "5m"`). Handles live as long as the arena.
 *
 * Writing: through a writer that knows its scopes and refuses to write a malformed document.
 */
#ifndef CODEC_JSON_H
#define CODEC_JSON_H

#include "base/buf.h"
#include "base/err.h"

enum json_type { JSON_MISSING, JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json_doc; /* the tree */

struct json {
	const struct json_doc *doc; /* NULL: missing, with no path */
	uint32_t node;              /* JSON_NO_NODE: missing */
};
#define JSON_NO_NODE UINT32_MAX
#define JSON_NONE ((struct json){ 0 })

struct json_limits {
	size_t bytes;   /* of the text; 0 means 64 MiB */
	uint32_t depth; /* of nesting; 0 means 64 */
	size_t values;  /* keys and values in all, some 60 bytes of memory each; 0 means no limit */
	bool strict;    /* refuse a lone surrogate escape and a key twice in one object, which the grammar allows */
};

enum json_fault {
	JSON_OK,
	JSON_BAD_GRAMMAR,
	JSON_BAD_UTF8,
	JSON_TOO_LARGE,
	JSON_TOO_DEEP,
	JSON_LONE_SURROGATE,
	JSON_DUPLICATE_KEY
};

/* Where parsing stopped; line and column count from 1, the column in bytes. */
struct json_place {
	enum json_fault fault;
	uint32_t line, column;
};

/* Parses one document with nothing but white space around it. ERR_INPUT (ERR_LIMIT over a limit) with "line 3, column 7:
 * what is wrong"; `place` may be NULL. Without `strict` a lone surrogate becomes U+FFFD and the last of two keys counts. */
int json_parse(struct arena *a, struct str text, const struct json_limits *limits, struct json *out,
    struct json_place *place, struct err *e);

enum json_type json_type(struct json j);
/* A member of an object; missing when it is none, or `j` is no object. */
struct json json_get(struct json j, const char *key);
struct json json_get_str(struct json j, struct str key);
/* An element of an array. */
struct json json_at(struct json j, size_t i);
/* How many elements or members; 0 for anything else. */
size_t json_len(struct json j);
/* Iteration in the text's order: for (struct json m = json_first(o); json_exists(m); m = json_next(m)). */
struct json json_first(struct json j);
struct json json_next(struct json j);
bool json_exists(struct json j);
/* The key of a member (decoded); empty for an element. */
struct str json_key(struct json j);
/* The text of the value as it was written. */
struct str json_raw(struct json j);
/* The place of the value in the text. */
struct json_place json_where(struct json j);
/* Appends the path from the root: orders[2].timeout */
void json_path(struct buf *out, struct json j);

/* Typed getters: ERR_INPUT with the path, what was expected and what is there (a string is shown shortened). */
int json_str(struct json j, struct str *out, struct err *e); /* decoded, zero-terminated, in the document's arena */
int json_i64(struct json j, int64_t *out, struct err *e);    /* a whole number: 5, 5.0 and 5e0 are */
int json_bool(struct json j, bool *out, struct err *e);

/* For values of our own making: the value, or `otherwise` when it is missing or of another type. */
struct str json_str_or(struct json j, struct str otherwise);
int64_t json_i64_or(struct json j, int64_t otherwise);
bool json_bool_or(struct json j, bool otherwise);

enum { JSON_WRITE_DEPTH = 64 };

struct json_writer {
	struct buf *out;
	uint32_t depth;
	bool first, key_next; /* of the scope that is open */
	bool pretty;          /* two spaces of indentation, set by the caller after json_writer() */
	bool failed;          /* a misuse: a value without a key, a close without an open */
	char scope[JSON_WRITE_DEPTH];
};

struct json_writer json_writer(struct buf *out);
void json_object(struct json_writer *w);
void json_array(struct json_writer *w);
/* Closes the innermost object or array. */
void json_close(struct json_writer *w);
void json_key_write(struct json_writer *w, struct str key);
void json_write_str(struct json_writer *w, struct str s); /* bytes that are no UTF-8 become U+FFFD */
void json_write_i64(struct json_writer *w, int64_t n);
void json_write_bool(struct json_writer *w, bool b);
void json_write_null(struct json_writer *w);
/* A value that is JSON already (checked by nobody). */
void json_write_raw(struct json_writer *w, struct str json);
/* Copies a value that was read. */
void json_write_copy(struct json_writer *w, struct json j);

/* key and value in one */
void json_put_str(struct json_writer *w, const char *key, struct str s);
void json_put_i64(struct json_writer *w, const char *key, int64_t n);
void json_put_bool(struct json_writer *w, const char *key, bool b);
void json_put_raw(struct json_writer *w, const char *key, struct str json);
void json_put_object(struct json_writer *w, const char *key); /* opens it */
void json_put_array(struct json_writer *w, const char *key);

/* True when every scope is closed and nothing was misused: the document may be used. */
bool json_done(const struct json_writer *w);
/* Appends `s` as a JSON string with its quotes. */
void json_escape(struct buf *out, struct str s);

#endif
