/*
 * unpack: an order's bundle, from S3 to what can be run: code on disk, commands and environment in memory. What is secret never
 * touches the disk but in the bundle as it was fetched: encrypted, or on a host, which has no key, in a file without a name.
 */
#ifndef EXEC_UNPACK_H
#define EXEC_UNPACK_H

#include "engine/engine.h"
#include "exec/confine.h"
#include "exec/mask.h"

enum { BUNDLE_TEXT_MAX = 4 * 1024 * 1024, BUNDLE_LINES_MAX = 1024 * 1024 };

struct unpack {
	struct engine *engine;
	struct str bundle_bucket, bundle_key;
	int bundle_file;            /* -1: it is fetched from there; else it is in this file of the world */
	struct str key_path;        /* the SSM parameter with the private key; empty: the bundle is not encrypted */
	int64_t key_until_ms;       /* monotonic: so long throttling is waited out */
	bool (*give_up)(void *ctx); /* asked while it waits; may be NULL */
	void *ctx;
};

struct unpacked {
	struct str *commands;
	size_t command_count;
	char **environment;      /* NULL at the end */
	struct str callback_url; /* may be empty */
	int timeout_s;
	struct str *unmasked; /* names whose values are too short to be masked */
	size_t unmasked_count;
};

/* Fills `c`'s code folder and `out`, and adds what is secret to `m`. Errors say which step failed, never a value. */
int unpack_order(const struct unpack *u, const struct confine *c, struct arena *a, struct mask *m, struct unpacked *out,
    struct err *e);

#endif
