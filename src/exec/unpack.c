#include "exec/unpack.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "aws/s3.h"
#include "aws/services.h"
#include "codec/json.h"
#include "codec/zip.h"
#include "engine/bundle.h"
#include "engine/secrets.h"
#include "exec/environment.h"

enum { KEY_SLICE_MS = 15000 };

static const uint64_t bundle_bytes_max = (uint64_t)5 << 30;

struct source_file {
	struct world *world;
	int handle;
};

static int
read_source(void *ctx, uint64_t offset, void *p, size_t n, struct err *e)
{
	struct source_file *s = ctx;

	while (n) {
		size_t got;

		if (world_temp_read(s->world, s->handle, (int64_t)offset, p, n, &got, e) < 0)
			return -1;
		if (got == 0)
			return err_set(e, ERR_INPUT, "the archive ends early");
		offset += got;
		p = (char *)p + got;
		n -= got;
	}
	return 0;
}

/* What the archive holds besides code. */
struct parts {
	struct str environment; /* a JSON object; encrypted unless the bundle is a host's */
	struct str sources;
};

static int
read_parts(const struct unpack *u, struct zip *z, const struct confine *c, struct parts *out, struct err *e)
{
	const char *name = u->key_path.n ? BUNDLE_SECRETS : BUNDLE_ENV;

	if (zip_read(z, str_z(name), BUNDLE_TEXT_MAX, &out->environment, e) < 0)
		return err_wrap(e, "%s", name);
	out->sources = STR("");
	if (zip_read(z, STR(BUNDLE_SOURCES), BUNDLE_LINES_MAX, &out->sources, e) < 0 && e->code != ERR_NOT_FOUND)
		return err_wrap(e, BUNDLE_SOURCES);
	return zip_unpack(z, STR(BUNDLE_CODE), c->code_fd, e);
}

static int
unpack_file(const struct unpack *u, int file, uint64_t size, const struct confine *c, struct arena *a,
    struct parts *out, struct err *e)
{
	struct source_file file_source = { u->engine->world, file };
	struct zip_source source = { .read = read_source, .ctx = &file_source, .size = size };
	struct zip z;

	if (zip_open(&z, a, &source, NULL, e) < 0 || read_parts(u, &z, c, out, e) < 0)
		return err_wrap(e, "unpack the bundle%s" STR_FMT "%s" STR_FMT, u->bundle_bucket.n ? " s3://" : "",
		    STR_ARG(u->bundle_bucket), u->bundle_bucket.n ? "/" : "", STR_ARG(u->bundle_key));
	return 0;
}

static int
fetch(const struct unpack *u, int file, const struct confine *c, struct arena *a, struct parts *out, struct err *e)
{
	struct s3_object object;

	if (s3_get_file(u->engine->aws, a, u->bundle_bucket, u->bundle_key, file, bundle_bytes_max, &object, e) < 0)
		return err_wrap(e, "fetch the bundle");
	return unpack_file(u, file, object.size_bytes, c, a, out, e);
}

/* The bundle goes through a file without a name. */
static int
fetch_to_disk(const struct unpack *u, const struct confine *c, struct arena *a, struct parts *out, struct err *e)
{
	int file = world_temp_open(u->engine->world, e), result;

	if (file < 0)
		return -1;
	result = fetch(u, file, c, a, out, e);
	world_temp_close(u->engine->world, file);
	return result;
}

static int
take_file(const struct unpack *u, const struct confine *c, struct arena *a, struct parts *out, struct err *e)
{
	struct stat st;

	if (fstat(u->bundle_file, &st) < 0)
		return err_sys(e, "the bundle's file");
	return unpack_file(u, u->bundle_file, (uint64_t)st.st_size, c, a, out, e);
}

/* A thousand workers may ask at once where forty a second are answered: throttling is waited out, but not past a reason to end. */
static int
fetch_key(const struct unpack *u, struct arena *a, struct str *key, struct err *e)
{
	for (;;) {
		int64_t left_ms = u->key_until_ms - world_monotonic_ms(u->engine->world);
		int patience_ms = left_ms < KEY_SLICE_MS ? (int)left_ms : KEY_SLICE_MS;

		if (ssm_get_parameter(u->engine->aws, a, u->key_path, patience_ms < 1 ? 1 : patience_ms, key, e) == 0)
			return 0;
		if (!e->retryable || left_ms <= KEY_SLICE_MS || (u->give_up && u->give_up(u->ctx)))
			return err_wrap(e, "fetch the key of the bundle");
	}
}

static int
decrypt(const struct unpack *u, const struct parts *parts, struct arena *a, struct mask *m, struct str *plain,
    struct err *e)
{
	struct str key;

	if (fetch_key(u, a, &key, e) < 0)
		return -1;
	mask_add(m, str_trim(key));
	return sops_decrypt(u->engine, a, key, parts->environment, plain, e) < 0 ? err_wrap(e, "decrypt the bundle") :
										   0;
}

static int
open_environment(const struct unpack *u, const struct parts *parts, const struct confine *c, struct arena *a,
    struct mask *m, struct unpacked *out, struct err *e)
{
	struct str plain = parts->environment;
	struct json bundle;

	if (u->key_path.n && decrypt(u, parts, a, m, &plain, e) < 0)
		return -1;
	/* What the parser says of it may quote it. */
	if (json_parse(a, plain, NULL, &bundle, NULL, NULL) < 0)
		return err_set(e, ERR_INPUT, "the bundle's environment is no JSON");
	environment_mask(a, bundle, parts->sources, m, out);
	if (environment_read(a, bundle, c, getenv("PATH"), out, e) < 0)
		return err_wrap(e, "read the bundle");
	mask_add(m, out->callback_url);
	return 0;
}

int
unpack_order(const struct unpack *u, const struct confine *c, struct arena *a, struct mask *m, struct unpacked *out,
    struct err *e)
{
	struct parts parts = { 0 };

	*out = (struct unpacked){ 0 };
	if ((u->bundle_file < 0 ? fetch_to_disk : take_file)(u, c, a, &parts, e) < 0)
		return -1;
	return open_environment(u, &parts, c, a, m, out, e);
}
