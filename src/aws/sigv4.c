/*
 * The three stages, each over the one before:
 *
 *	canonical request   method, path, query, headers, their names, payload hash, one a line
 *	string to sign      AWS4-HMAC-SHA256, date, scope (day/region/service/aws4_request), hash of the canonical request
 *	signature           HMAC-SHA256 of that with a key derived from secret, day, region and service
 */
#include <stdlib.h>
#include <string.h>

#include "aws/sigv4.h"
#include "codec/date.h"
#include "codec/hash.h"
#include "codec/hex.h"
#include "codec/url.h"

enum { DATE_CHARS = 16, DAY_CHARS = 8 };

static const struct str algorithm = { "AWS4-HMAC-SHA256", 16 };

/* A query's parameter. */
struct pair {
	struct str name, value;
};

static int
pair_cmp(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	int by_name = str_cmp(x->name, y->name);

	return by_name ? by_name : str_cmp(x->value, y->value);
}

static void
add_query(struct buf *out, struct arena *scratch, struct str query)
{
	size_t n = 0, most = 1;
	struct pair *pairs;

	for (size_t i = 0; i < query.n; i++)
		most += query.p[i] == '&';
	pairs = arena_new_n(scratch, struct pair, most);
	while (query.n) {
		struct str value = str_cut(&query, '&');
		struct str name = str_cut(&value, '=');

		if (name.n || value.n)
			pairs[n++] = (struct pair){ name, value };
	}
	qsort(pairs, n, sizeof(*pairs), pair_cmp);
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_addc(out, '&');
		buf_add(out, pairs[i].name);
		buf_addc(out, '=');
		buf_add(out, pairs[i].value);
	}
}

static struct str
lower_case(struct arena *scratch, struct str s)
{
	char *p = arena_alloc(scratch, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] | 0x20) : s.p[i];
	return (struct str){ p, s.n };
}

/* The headers with names in lower case, sorted; equal names keep their order. */
static struct http_header *
sorted_headers(struct arena *scratch, const struct sigv4_request *r)
{
	struct http_header *h = arena_new_n(scratch, struct http_header, r->header_count + 1);

	for (size_t i = 0; i < r->header_count; i++) {
		struct http_header new = { lower_case(scratch, r->headers[i].name), str_trim(r->headers[i].value) };
		size_t at = i;

		for (; at > 0 && str_cmp(h[at - 1].name, new.name) > 0; at--)
			h[at] = h[at - 1];
		h[at] = new;
	}
	return h;
}

static bool
same_as_before(const struct http_header *h, size_t i)
{
	return i > 0 && str_eq(h[i].name, h[i - 1].name);
}

static void
add_names(struct buf *out, const struct http_header *h, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (same_as_before(h, i))
			continue;
		if (i)
			buf_addc(out, ';');
		buf_add(out, h[i].name);
	}
}

/* Runs of spaces count as one. */
static void
add_value(struct buf *out, struct str value)
{
	if (str_find(value, STR("  ")) == value.n) {
		buf_add(out, value);
		return;
	}
	for (size_t i = 0; i < value.n; i++)
		if (value.p[i] != ' ' || value.p[i - 1] != ' ')
			buf_addc(out, value.p[i]);
}

static void
add_headers(struct buf *out, const struct http_header *h, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (same_as_before(h, i)) {
			buf_addc(out, ',');
		} else {
			if (i)
				buf_addc(out, '\n');
			buf_add(out, h[i].name);
			buf_addc(out, ':');
		}
		add_value(out, h[i].value);
	}
	if (n)
		buf_addc(out, '\n');
}

/* Without dot segments and empty ones (RFC 3986, section 5.2.4, and what all services but S3 add to it). */
static struct str
normal_path(struct arena *scratch, struct str path)
{
	struct buf b = buf_in(scratch);
	bool ends = str_ends(path, STR("/"));

	if (str_find(path, STR("/.")) == path.n && str_find(path, STR("//")) == path.n)
		return path;
	while (path.p) {
		struct str segment = str_cut(&path, '/');

		if (str_eqz(segment, "..")) {
			size_t parent = str_rchr(buf_str(&b), '/');

			b.n = parent < b.n ? parent : 0;
		} else if (segment.n && !str_eqz(segment, ".")) {
			buf_addc(&b, '/');
			buf_add(&b, segment);
		}
	}
	if (ends || b.n == 0)
		buf_addc(&b, '/');
	return buf_str(&b);
}

void
sigv4_canonical(struct buf *out, struct buf *signed_names, struct arena *scratch, const struct sigv4_request *r)
{
	const struct http_header *h = sorted_headers(scratch, r);
	struct str path = r->path.n ? r->path : STR("/");

	buf_add(out, r->method);
	buf_addc(out, '\n');
	if (r->s3)
		buf_add(out, path);
	else
		url_encode(out, normal_path(scratch, path), URL_PATH);
	buf_addc(out, '\n');
	add_query(out, scratch, r->query);
	buf_addc(out, '\n');
	add_headers(out, h, r->header_count);
	buf_addc(out, '\n');
	add_names(signed_names, h, r->header_count);
	add_names(out, h, r->header_count);
	buf_addc(out, '\n');
	buf_add(out, r->payload_hash);
}

/* The time of a scope as it is written, made once for a signature. */
struct stamp {
	char text[DATE_CHARS];
};

static struct stamp
stamp_of(const struct sigv4_scope *scope)
{
	char text[DATE_CHARS + 1];
	struct buf b = buf_over(text, sizeof(text));
	struct stamp s;

	date_write(&b, scope->time_ms, DATE_BASIC);
	memcpy(s.text, text, sizeof(s.text));
	return s;
}

static struct str
date_of(const struct stamp *s)
{
	return (struct str){ s->text, DATE_CHARS };
}

static struct str
day_of(const struct stamp *s)
{
	return (struct str){ s->text, DAY_CHARS };
}

/* 20260102/eu-west-1/s3 */
static void
add_scope(struct buf *out, const struct sigv4_scope *scope, const struct stamp *s)
{
	buf_add(out, day_of(s));
	buf_addc(out, '/');
	buf_add(out, scope->region);
	buf_addc(out, '/');
	buf_add(out, scope->service);
}

static void
string_to_sign(struct buf *out, struct str canonical, const struct sigv4_scope *scope, const struct stamp *s)
{
	char hash[2 * SHA256_LEN + 1];

	buf_add(out, algorithm);
	buf_addc(out, '\n');
	buf_add(out, date_of(s));
	buf_addc(out, '\n');
	add_scope(out, scope, s);
	buf_add(out, STR("/aws4_request\n"));
	sha256_hex(canonical, hash);
	buf_add(out, (struct str){ hash, 2 * SHA256_LEN });
}

void
sigv4_string_to_sign(struct buf *out, struct str canonical, const struct sigv4_scope *scope)
{
	struct stamp s = stamp_of(scope);

	string_to_sign(out, canonical, scope, &s);
}

static void
mac_step(uint8_t key[static SHA256_LEN], struct str text)
{
	hmac_sha256((struct str){ (const char *)key, SHA256_LEN }, text, key);
}

static void
derive(uint8_t key[static SHA256_LEN], struct str secret, const struct sigv4_scope *scope, const struct stamp *s)
{
	struct arena scratch = ARENA_EMPTY;
	struct buf first = buf_in(&scratch);

	buf_add(&first, STR("AWS4"));
	buf_add(&first, secret);
	hmac_sha256(buf_str(&first), day_of(s), key);
	arena_release(&scratch);
	mac_step(key, scope->region);
	mac_step(key, scope->service);
	mac_step(key, STR("aws4_request"));
}

/* Fits `key` to scope and secret, which `of` tells; what is too long to be told is derived each time. */
static void
refresh(struct sigv4_key *key, struct str secret, const struct sigv4_scope *scope, const struct stamp *s)
{
	char text[sizeof(key->of)] = { 0 };
	struct buf of = buf_over(text, sizeof(text));

	add_scope(&of, scope, s);
	buf_addc(&of, '/');
	buf_add(&of, secret);
	if (of.failed)
		mem_wipe(text, sizeof(text));
	if (of.failed || memcmp(text, key->of, sizeof(text)) != 0) {
		derive(key->key, secret, scope, s);
		memcpy(key->of, text, sizeof(text));
	}
	mem_wipe(text, sizeof(text));
}

static void
signature(char out[static 65], struct sigv4_key *key, struct str secret, const struct sigv4_scope *scope,
    const struct stamp *s, struct str text)
{
	uint8_t mac[SHA256_LEN];
	struct buf hex = buf_over(out, 64);

	refresh(key, secret, scope, s);
	hmac_sha256((struct str){ (const char *)key->key, SHA256_LEN }, text, mac);
	hex_encode(&hex, mac, sizeof(mac));
	out[64] = 0;
}

void
sigv4_signature(char out[static 65], struct sigv4_key *key, struct str secret, const struct sigv4_scope *scope,
    struct str text)
{
	struct stamp s = stamp_of(scope);

	signature(out, key, secret, scope, &s, text);
}

static void
sign(char out[static 65], struct buf *signed_names, struct arena *scratch, struct sigv4_key *key,
    const struct aws_credentials *c, const struct sigv4_scope *scope, const struct stamp *s,
    const struct sigv4_request *r)
{
	struct buf canonical = buf_in(scratch), text = buf_in(scratch);

	sigv4_canonical(&canonical, signed_names, scratch, r);
	string_to_sign(&text, buf_str(&canonical), scope, s);
	signature(out, key, c->secret_access_key, scope, s, buf_str(&text));
}

void
sigv4_authorization(struct buf *out, struct arena *scratch, struct sigv4_key *key, const struct aws_credentials *c,
    const struct sigv4_scope *scope, const struct sigv4_request *r)
{
	struct buf names = buf_in(scratch);
	struct stamp s = stamp_of(scope);
	char hex[65];

	sign(hex, &names, scratch, key, c, scope, &s, r);
	buf_add(out, algorithm);
	buf_add(out, STR(" Credential="));
	buf_add(out, c->access_key_id);
	buf_addc(out, '/');
	add_scope(out, scope, &s);
	buf_add(out, STR("/aws4_request, SignedHeaders="));
	buf_add(out, buf_str(&names));
	buf_add(out, STR(", Signature="));
	buf_add(out, (struct str){ hex, 64 });
}

static void
add_presign_query(struct buf *q, struct arena *scratch, const struct aws_credentials *c,
    const struct sigv4_scope *scope, const struct stamp *s, const struct sigv4_request *r, int expires_s)
{
	struct buf names = buf_in(scratch), credential = buf_in(scratch);

	add_names(&names, sorted_headers(scratch, r), r->header_count);
	buf_add(&credential, c->access_key_id);
	buf_addc(&credential, '/');
	add_scope(&credential, scope, s);
	buf_add(&credential, STR("/aws4_request"));

	buf_add(q, r->query);
	buf_add(q, r->query.n ? STR("&X-Amz-Algorithm=") : STR("X-Amz-Algorithm="));
	buf_add(q, algorithm);
	buf_add(q, STR("&X-Amz-Credential="));
	url_encode(q, buf_str(&credential), URL_QUERY);
	buf_add(q, STR("&X-Amz-Date="));
	buf_add(q, date_of(s));
	buf_printf(q, "&X-Amz-Expires=%d", expires_s);
	if (c->session_token.n) {
		buf_add(q, STR("&X-Amz-Security-Token="));
		url_encode(q, c->session_token, URL_QUERY);
	}
	buf_add(q, STR("&X-Amz-SignedHeaders="));
	url_encode(q, buf_str(&names), URL_QUERY);
}

void
sigv4_presign(struct buf *out, struct arena *scratch, struct sigv4_key *key, const struct aws_credentials *c,
    const struct sigv4_scope *scope, const struct sigv4_request *r, int expires_s)
{
	struct buf query = buf_in(scratch), names = buf_in(scratch);
	struct sigv4_request whole = *r;
	struct stamp s = stamp_of(scope);
	char hex[65];

	add_presign_query(&query, scratch, c, scope, &s, r, expires_s);
	whole.query = buf_str(&query);
	sign(hex, &names, scratch, key, c, scope, &s, &whole);
	buf_add(out, whole.query);
	buf_add(out, STR("&X-Amz-Signature="));
	buf_add(out, (struct str){ hex, 64 });
}
