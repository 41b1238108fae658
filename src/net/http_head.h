/*
 * http_head: the head of a message that http.c has collected: start line and headers, checked and taken apart.
 */
#ifndef NET_HTTP_HEAD_H
#define NET_HTTP_HEAD_H

#include "net/http.h"

/* Fills in the parser's fields of the head from p->head, which ends with an empty line. ERR_PROTO, ERR_LIMIT. */
int http_head_read(struct http_parser *p, struct err *e);

/* RFC 9110, section 5.6.2: a non-empty token (a method, a header's name). */
bool http_is_token(struct str s);
/* Without control characters but the tab: fit for a header's value. */
bool http_is_field_value(struct str s);

#endif
