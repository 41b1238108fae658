/*
 * What a run costs at the very least: each order's environment encrypted and decrypted by sops, as the engine calls it, one
 * call on each processor at a time.
 *
 *	sops_pairs PAIRS    prints {"calls","seconds"}; sops and age-keygen are sought on PATH
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "engine/secrets.h"
#include "net/parallel.h"

/* An order's environment: the engine's own fields. */
static const struct str environment = STR(
    "{\"CMDS\":\"[\\\"true\\\"]\","
    "\"CALLBACK_URL\":\"http://127.0.0.1:40000/aws-exe-sys-internal/tmp/callbacks/runs/00000000-0000-4000-8000-000000000000/"
    "0001/result.json?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260102%2Fus-east-1%2Fs3%2F"
    "aws4_request&X-Amz-Date=20260102T030405Z&X-Amz-Expires=7200&X-Amz-SignedHeaders=host&X-Amz-Signature="
    "0000000000000000000000000000000000000000000000000000000000000000\","
    "\"TRACE_ID\":\"00000000\",\"RUN_ID\":\"00000000-0000-4000-8000-000000000000\",\"ORDER_ID\":\"order-1\","
    "\"ORDER_NUM\":\"0001\",\"FLOW_ID\":\"bench:00000000-exec\",\"TIMEOUT\":\"60\"}");

static struct world world;
static struct engine engine = { .world = &world };
static struct age_key key;

static void
pair(void *ctx, size_t i)
{
	struct arena a = ARENA_EMPTY;
	struct str sealed, plain;
	struct err e;

	(void)ctx;
	(void)i;
	if (sops_encrypt(&engine, &a, key.recipient, environment, &sealed, &e) < 0 ||
	    sops_decrypt(&engine, &a, key.secret, sealed, &plain, &e) < 0) {
		fprintf(stderr, "sops_pairs: %s\n", e.msg);
		exit(1);
	}
	arena_release(&a);
}

int
main(int argc, char **argv)
{
	size_t pairs = argc == 2 ? (size_t)strtoul(argv[1], NULL, 10) : 0;
	struct arena a = ARENA_EMPTY;
	struct timespec began, ended;
	struct err e;

	if (pairs == 0) {
		fprintf(stderr, "usage: %s PAIRS\n", argv[0]);
		return 100;
	}
	if (world_os_init(&world, &e) < 0 || parallel_attach(&world, &a, (int)sysconf(_SC_NPROCESSORS_ONLN), &e) < 0 ||
	    age_key_make(&engine, &a, &key, &e) < 0) {
		fprintf(stderr, "sops_pairs: %s\n", e.msg);
		return 1;
	}
	clock_gettime(CLOCK_MONOTONIC, &began);
	world_parallel(&world, pairs, pair, NULL);
	clock_gettime(CLOCK_MONOTONIC, &ended);
	printf("{\"calls\": %zu, \"seconds\": %.3f}\n", 2 * pairs,
	    (double)(ended.tv_sec - began.tv_sec) + (double)(ended.tv_nsec - began.tv_nsec) / 1e9);
	parallel_detach(&world);
	arena_release(&a);
	return 0;
}
