/*
 * What the engine does most, each for a while, beside a peer where there is one:
 *
 *	micro TEXT JOB    TEXT: a file to zip; JOB: a job's JSON
 *
 * Prints one JSON object with each figure, the best of several rounds.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <zlib.h>

#include "aws/sigv4.h"
#include "base/io.h"
#include "codec/hash.h"
#include "codec/json.h"
#include "codec/zip.h"
#include "engine/job.h"

enum { ROUNDS = 5, SIGNATURES = 20000, MESSAGES = 20000, FILE_MAX = 64 << 20 };

static struct arena kept; /* inputs */
static struct str text, job;

static double
now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
check(int result, const struct err *e)
{
	if (result == 0)
		return;
	fprintf(stderr, "micro: %s\n", e->msg);
	exit(1);
}

/* ---- signing ---- */

/* A call of DynamoDB's: what the engine signs most. */
static double
sign(void)
{
	static const struct http_header headers[] = {
		{ STR("content-type"), STR("application/x-amz-json-1.0") },
		{ STR("host"), STR("dynamodb.us-east-1.amazonaws.com") },
		{ STR("x-amz-date"), STR("20260102T030405Z") },
		{ STR("x-amz-target"), STR("DynamoDB_20120810.UpdateItem") },
	};
	static const struct aws_credentials credentials = { .access_key_id = STR("AKIAIOSFODNN7EXAMPLE"),
		.secret_access_key = STR("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY") };
	struct sigv4_scope scope = { STR("us-east-1"), STR("dynamodb"), 1767323045000 };
	struct sigv4_request r = { .method = STR("POST"),
		.path = STR("/"),
		.headers = headers,
		.header_count = COUNT(headers),
		.payload_hash = STR("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855") };
	struct sigv4_key key = { 0 };
	struct arena a = ARENA_EMPTY;

	for (int i = 0; i < SIGNATURES; i++) {
		struct buf out = buf_in(&a);

		sigv4_authorization(&out, &a, &key, &credentials, &scope, &r);
		arena_reset(&a);
	}
	arena_release(&a);
	return SIGNATURES;
}

/* The hashing alone that a signature takes: two SHA-256 and one HMAC over as many bytes. */
static double
sign_peer(void)
{
	static const char canonical[400], to_sign[140];
	uint8_t out[SHA256_LEN], key[SHA256_LEN] = { 0 };

	for (int i = 0; i < SIGNATURES; i++) {
		sha256((struct str){ canonical, sizeof(canonical) }, out);
		hmac_sha256((struct str){ (char *)key, sizeof(key) }, (struct str){ to_sign, sizeof(to_sign) }, out);
		key[0] = out[0];
	}
	return SIGNATURES;
}

/* ---- zip ---- */

static struct buf archive;

static int
archive_write(void *ctx, const void *p, size_t n, struct err *e)
{
	(void)ctx;
	(void)e;
	buf_add(&archive, (struct str){ p, n });
	return 0;
}

static int
archive_read(void *ctx, uint64_t offset, void *p, size_t n, struct err *e)
{
	(void)ctx;
	(void)e;
	memcpy(p, archive.p + offset, n);
	return 0;
}

static int
nowhere(void *ctx, const void *p, size_t n, struct err *e)
{
	(void)ctx;
	(void)p;
	(void)n;
	(void)e;
	return 0;
}

static double
zip_in(void)
{
	struct zip_sink sink = { archive_write, NULL };
	struct zip_writer w;
	struct arena a = ARENA_EMPTY;
	struct err e;

	buf_clear(&archive);
	zip_writer_open(&w, &a, &sink, 1767323045000);
	check(zip_add(&w, STR("text"), 0644, text, &e), &e);
	check(zip_writer_close(&w, &e), &e);
	arena_release(&a);
	return (double)text.n / 1e6;
}

static double
zip_out(void)
{
	struct zip_source source = { archive_read, NULL, archive.n };
	struct zip_sink sink = { nowhere, NULL };
	struct zip_entry entry;
	struct arena a = ARENA_EMPTY;
	struct err e;
	struct zip z;
	bool more;

	check(zip_open(&z, &a, &source, NULL, &e), &e);
	check(zip_next(&z, &entry, &more, &e), &e);
	check(zip_extract(&z, &entry, &sink, &e), &e);
	arena_release(&a);
	return (double)text.n / 1e6;
}

/* zlib alone, whole in memory, at its fastest. */
static unsigned char *packed;
static uLongf packed_bytes;

static double
zlib_in(void)
{
	packed_bytes = compressBound(text.n);
	if (!packed)
		packed = arena_alloc(&kept, packed_bytes);
	if (compress2(packed, &packed_bytes, (const Bytef *)text.p, text.n, 1) != Z_OK)
		exit(1);
	return (double)text.n / 1e6;
}

static double
zlib_out(void)
{
	static unsigned char *out;
	uLongf n = text.n;

	if (!out)
		out = arena_alloc(&kept, text.n);
	if (uncompress(out, &n, packed, packed_bytes) != Z_OK)
		exit(1);
	return (double)text.n / 1e6;
}

/* ---- parsing ---- */

static double
parse_json(void)
{
	struct json_limits limits = { .strict = true };
	struct arena a = ARENA_EMPTY;
	struct json j;
	struct err e;

	check(json_parse(&a, job, &limits, &j, NULL, &e), &e);
	arena_release(&a);
	return (double)job.n / 1e6;
}

static double
parse_job(void)
{
	struct arena a = ARENA_EMPTY;
	struct job_issues issues = job_issues_in(&a);
	struct job parsed;

	if (job_parse(&a, job, JOB_INIT, &parsed, &issues) < 0)
		exit(1);
	arena_release(&a);
	return 1;
}

static double
parse_http(void)
{
	static const struct str message = STR(
	    "HTTP/1.1 200 OK\r\nServer: Server\r\nDate: Fri, 02 Jan 2026 03:04:05 GMT\r\n"
	    "Content-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\nConnection: keep-alive\r\n"
	    "x-amzn-RequestId: 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123\r\nx-amz-crc32: 2745614147\r\n\r\n{}");
	struct arena a = ARENA_EMPTY;

	for (int i = 0; i < MESSAGES; i++) {
		enum http_event event = HTTP_HEAD;
		struct str in = message;
		struct http_parser p;
		struct err e;

		http_parser_init(&p, &a, false, 0);
		while (event != HTTP_DONE)
			check(http_parse(&p, &in, &event, &e), &e);
		arena_reset(&a);
	}
	arena_release(&a);
	return MESSAGES;
}

static const struct {
	const char *name;
	double (*run)(void); /* how much was done */
} figures[] = {
	{ "sigv4_per_s", sign },
	{ "sigv4_hashing_per_s", sign_peer },
	{ "zip_in_mb_per_s", zip_in },
	{ "zlib_in_mb_per_s", zlib_in },
	{ "zip_out_mb_per_s", zip_out },
	{ "zlib_out_mb_per_s", zlib_out },
	{ "json_mb_per_s", parse_json },
	{ "job_per_s", parse_job },
	{ "http_per_s", parse_http },
};

int
main(int argc, char **argv)
{
	double best[COUNT(figures)] = { 0 };
	struct err e;

	if (argc != 3) {
		fprintf(stderr, "usage: %s TEXT JOB\n", argv[0]);
		return 100;
	}
	check(io_read_file(&kept, argv[1], FILE_MAX, &text, &e), &e);
	check(io_read_file(&kept, argv[2], FILE_MAX, &job, &e), &e);
	archive = buf_in(&kept);
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < COUNT(figures); i++) {
			double began = now_s(), done = figures[i].run(), rate = done / (now_s() - began);

			best[i] = rate > best[i] ? rate : best[i];
		}
	for (size_t i = 0; i < COUNT(figures); i++)
		printf("%s\"%s\": %.1f", i ? ", " : "{", figures[i].name, best[i]);
	printf(", \"zip_ratio\": %.3f, \"text_bytes\": %zu, \"job_bytes\": %zu}\n", (double)archive.n / (double)text.n,
	    text.n, job.n);
	arena_release(&kept);
	return 0;
}
