/* One order: its environment, encrypted, and its code become exec.zip in the internal bucket. */
#include "aws/s3.h"
#include "engine/ids.h"
#include "engine/order_row.h"
#include "engine/pack_inside.h"

/* Where a bundle is written to: what is secret to memory alone; behind it the code, where there is any, to a temporary file. */
struct parcel {
	struct buf memory;
	struct temp file, shelf;
};

static int
add_to_memory(void *ctx, const void *p, size_t n, struct err *e)
{
	struct buf *memory = ctx;

	buf_add(memory, (struct str){ p, n });
	return memory->failed ? err_set(e, ERR_LIMIT, "the bundle is too large") : 0;
}

static int
write_and_send(struct packing *k, struct arena *a, struct bundle *b, struct str key, struct parcel *parcel,
    struct err *e)
{
	const struct zip_sink memory = { add_to_memory, &parcel->memory }, file = temp_sink(&parcel->file);
	struct s3_put put = S3_PUT;

	b->code = b->source ? &file : NULL;
	if (bundle_write(a, b, &memory, e) < 0)
		return -1;
	put.bucket = k->g->config.internal_bucket;
	put.key = key;
	put.body = buf_str(&parcel->memory);
	put.body_file = parcel->file.file;
	put.body_file_bytes = (int64_t)parcel->file.bytes;
	put.content_type = "application/zip";
	/* A host verifies what it fetches: see engine/target_host.c. */
	put.checksum = b->order->target == TARGET_SSM;
	return s3_put(k->g->aws, a, &put, NULL, e);
}

static int
upload(struct packing *k, struct arena *a, struct bundle *b, struct str key, struct err *e)
{
	struct parcel parcel = { .memory = buf_in(a), .file.file = -1, .shelf.file = -1 };
	struct zip_shelf shelf = temp_shelf(&parcel.shelf);
	int result = 0;

	b->shelf = b->source ? &shelf : NULL;
	if (b->source)
		result = temp_open(&parcel.file, k->g->world, e) < 0 ? -1 : temp_open(&parcel.shelf, k->g->world, e);
	if (result == 0)
		result = write_and_send(k, a, b, key, &parcel, e);
	temp_close(&parcel.file);
	temp_close(&parcel.shelf);
	return result;
}

/* The order's credentials, those of Parameter Store first. */
static size_t
secrets_of(struct packing *k, struct arena *a, const struct order *o, const struct secret ***out)
{
	size_t n = 0;

	*out = arena_new_n(a, const struct secret *, o->ssm_path_count + o->secret_path_count);
	for (size_t i = 0; i < o->ssm_path_count; i++)
		(*out)[n++] = &pack_need(k, NEED_PARAMETER, o->ssm_paths[i])->secret;
	for (size_t i = 0; i < o->secret_path_count; i++)
		(*out)[n++] = &pack_need(k, NEED_SECRET, o->secret_paths[i])->secret;
	return n;
}

/* For workers that are not ours, which know no other way to call back. */
static int
sign_callback(struct packing *k, struct arena *a, const struct order *o, struct str *url, struct err *e)
{
	struct str key = key_result(a, k->row.run_id, o->num, STR(""));

	return s3_presign(k->g->aws, a, "PUT", k->g->config.internal_bucket, key, job_presign_s(k->job, o), false, url,
	    e);
}

static int
environment(struct packing *k, struct arena *a, const struct order *o, struct bundle_env *env, struct err *e)
{
	struct bundle_ids ids = { .run_id = k->row.run_id, .trace_id = k->row.trace_id, .flow_id = k->row.flow_id };
	const struct secret **secrets;
	size_t n = secrets_of(k, a, o, &secrets);

	if (sign_callback(k, a, o, &ids.callback_url, e) < 0)
		return -1;
	bundle_env(a, o, secrets, n, &ids, env);
	return 0;
}

/* A key of the order's own that sops does not take is the job's mistake. */
static int
seal_environment(struct packing *k, struct arena *a, const struct order *o, const struct bundle_env *env,
    struct str *sealed, struct err *e)
{
	struct str recipient = o->sops_key.n ? o->sops_key : k->recipient;

	if (sops_encrypt(k->g, a, recipient, bundle_env_json(a, env), sealed, e) == 0)
		return 0;
	if (o->sops_key.n && e->code == ERR_CHILD) {
		e->code = ERR_INPUT;
		err_wrap(e, "sops_key");
	}
	return -1;
}

int
pack_order(struct packing *k, struct arena *a, const struct order *o, struct err *e)
{
	struct bundle_env env;
	struct bundle b = { .order = o, .env = &env, .time_ms = k->row.created_at_ms };

	if (environment(k, a, o, &env, e) < 0)
		return -1;
	if (o->code.n)
		b.source = &pack_need(k, NEED_CODE, o->code)->source;
	if (o->target != TARGET_SSM && seal_environment(k, a, o, &env, &b.sealed, e) < 0)
		return -1;
	if (upload(k, a, &b, key_bundle(a, k->row.run_id, o->num), e) < 0)
		return -1;
	if (!k->job->stripped_copy)
		return 0;
	b.stripped = true;
	return upload(k, a, &b, key_stripped(a, k->row.run_id, o->num), e);
}

struct order_new
pack_row(struct packing *k, struct arena *a, const struct order *o)
{
	struct str bucket = k->g->config.internal_bucket;
	struct str bundle = key_bundle(a, k->row.run_id, o->num),
		   result = key_result(a, k->row.run_id, o->num, STR(""));

	return (struct order_new){
		.order = o,
		.run_id = k->row.run_id,
		.trace_id = k->row.trace_id,
		.flow_id = k->row.flow_id,
		.s3_location = arena_printf(a, "s3://" STR_FMT "/" STR_FMT, STR_ARG(bucket), STR_ARG(bundle)),
		.callback_url = arena_printf(a, "s3://" STR_FMT "/" STR_FMT, STR_ARG(bucket), STR_ARG(result)),
		.sops_key_ssm_path = pack_key_path(k, o),
		.git_token_location = k->job->git_token_location,
		.created_at_ms = k->row.created_at_ms,
		.ttl_s = run_ttl_s(k->row.deadline_ms),
	};
}

struct str
pack_key_path(const struct packing *k, const struct order *o)
{
	if (o->target == TARGET_SSM)
		return STR("");
	return o->sops_key_ssm_path.n ? o->sops_key_ssm_path : k->key_path;
}

struct str
pack_where(struct arena *a, const struct order *o)
{
	return arena_printf(a, "orders[%u] (" STR_FMT ")", o->num - 1, STR_ARG(o->name));
}
