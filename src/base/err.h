/*
 * err: what went wrong. Functions return 0 or -1 and take a `struct err *` last. `err_set` says what happened,
 * `err_wrap` adds on the way up where and for whom, so that a person reads
 *   order 0003 (deploy-rds): fetch s3://b/k: AccessDenied: ...
 * Messages never hold a secret, a token or a signed URL. A NULL `e` is allowed: nobody wants to know.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/str.h"

enum err_code {
	ERR_NONE,
	ERR_INPUT,     /* what came from outside is wrong: the caller's mistake */
	ERR_CONFIG,    /* a setting is missing or wrong */
	ERR_LIMIT,     /* over a size or count that we allow */
	ERR_PROTO,     /* a peer answered something that its protocol does not have */
	ERR_NET,       /* no connection, or it broke */
	ERR_TLS,       /* the peer's identity or the handshake was refused */
	ERR_TIMEOUT,   /* no answer before the deadline */
	ERR_SYS,       /* the operating system refused; `status` is errno */
	ERR_AWS,       /* a service answered with an error; `status` is HTTP's, `aws` its code */
	ERR_NOT_FOUND, /* the thing asked for does not exist */
	ERR_REFUSED,   /* a condition did not hold: somebody was first */
	ERR_LOST,      /* we no longer own what we work on: stop at once */
	ERR_CHILD,     /* a program that we started failed; `status` is its exit code */
};

struct err {
	enum err_code code;
	int status;          /* HTTP status, errno or exit code */
	bool retryable;      /* the same again may work */
	bool ambiguous;      /* the request may have taken effect though we have no answer */
	int64_t again_at_ms; /* world_now_ms() from which the same again may work; 0: not known */
	char aws[64];        /* AWS's error code, "" when it is not AWS's */
	char msg[1024];
};

/* Sets everything and returns -1. `retryable` is set for ERR_NET and ERR_TIMEOUT. Too long messages end in "...". */
int err_set(struct err *e, enum err_code code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* ERR_SYS with errno's text behind the message. Returns -1. */
int err_sys(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Puts "<context>: " before the message and keeps the rest. Returns -1. */
int err_wrap(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void err_clear(struct err *e);
/* AWS's error code is `code` ("ConditionalCheckFailedException"). */
bool err_is_aws(const struct err *e, const char *code);
/* A service refused it for what it is (4xx, and no want of capacity): the same again will be refused too. */
bool err_is_final(const struct err *e);

#endif
