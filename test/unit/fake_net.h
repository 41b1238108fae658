/*
 * fake_net: a world whose calls are answered from a list, whose clock stands still but for sleeps, and whose random
 * numbers are all ones: what the AWS clients send and do is then known.
 */
#ifndef FAKE_NET_H
#define FAKE_NET_H

#include "aws/call.h"

enum { FAKE_CALLS_MAX = 64 };

/* The `body` of an answer, or a failure without one. */
struct fake_reply {
	int status; /* 0: no answer, `fail` */
	const char *body;
	struct http_header header; /* one, or none */
	enum err_code fail;
	bool ambiguous;
};

struct fake_seen {
	struct str method, host, target, body;
	const struct http_header *headers;
	size_t header_count;
	bool tls, fresh;
	int timeout_ms;
	uint16_t port;
};

struct fake_net {
	struct world w;
	struct world_ops ops;
	struct arena arena;
	const struct fake_reply *replies; /* the last one is given again and again */
	size_t reply_count, calls;
	struct fake_seen seen[FAKE_CALLS_MAX];
	int64_t now_ms, slept_ms;
	struct aws aws;
};

/* Region eu-west-1, keys AKID and SECRET, no endpoint variables; 2026-01-02T03:04:05Z. */
void fake_open(struct fake_net *f, const struct fake_reply *replies, size_t n);
void fake_close(struct fake_net *f);

/* The header of the i-th request, "" when it has none. */
struct str fake_header(const struct fake_net *f, size_t i, const char *name);
/* Unsets every AWS variable of the process. */
void fake_clear_environment(void);

#endif
