/*
 * A job that waits for another invocation of this function: tmp/exec/<run>/pending-<sender>.json, sealed with a key that
 * travels in the event alone:
 *   {"continue":{"run_id","entry":"init" or "ssm","object","key":hex}}
 * Every sender has an object of its own, so that two at a time do not meet.
 */
#include "aws/s3.h"
#include "aws/services.h"
#include "codec/hash.h"
#include "codec/hex.h"
#include "engine/ids.h"
#include "engine/pack_inside.h"

enum { NONCE_LEN = 12, SENDER_BYTES = 8 };

static const char *const entry_names[] = { [JOB_INIT] = "init", [JOB_SSM] = "ssm" };

static struct str
object_prefix(struct arena *a, struct str run)
{
	return arena_printf(a, "tmp/exec/" STR_FMT "/pending-", STR_ARG(run));
}

int
pack_wait_put(struct packing *k, struct waiting *w, struct err *e)
{
	struct str prefix = object_prefix(k->arena, k->row.run_id),
		   sender = world_random_hex(k->g->world, k->arena, SENDER_BYTES);
	struct buf sealed = buf_in(k->arena), hex = buf_in(k->arena);
	struct s3_put put = S3_PUT;
	uint8_t key[SEAL_KEY_LEN], nonce[NONCE_LEN];

	world_random(k->g->world, key, sizeof(key));
	world_random(k->g->world, nonce, sizeof(nonce));
	seal(&sealed, key, nonce, k->p->job_json);
	hex_encode(&hex, key, sizeof(key));
	mem_wipe(key, sizeof(key));
	*w = (struct waiting){
		.object = arena_printf(k->arena, STR_FMT STR_FMT ".json", STR_ARG(prefix), STR_ARG(sender)),
		.key_hex = buf_str(&hex),
	};
	put.bucket = k->g->config.internal_bucket;
	put.key = w->object;
	put.body = buf_str(&sealed);
	if (s3_put(k->g->aws, k->arena, &put, NULL, e) < 0)
		return err_wrap(e, "waiting job");
	return 0;
}

int
pack_wait_invoke(struct packing *k, const struct waiting *w, struct err *e)
{
	struct buf event = buf_in(k->arena);
	struct json_writer j = json_writer(&event);
	struct str request_id;

	json_object(&j);
	json_put_object(&j, "continue");
	json_put_str(&j, "run_id", k->row.run_id);
	json_put_str(&j, "entry", str_z(entry_names[k->p->entry]));
	json_put_str(&j, "object", w->object);
	json_put_str(&j, "key", w->key_hex);
	json_close(&j);
	json_close(&j);
	if (lambda_invoke_async(k->g->aws, k->arena, k->g->self, buf_str(&event), &request_id, e) < 0)
		return err_wrap(e, "packing goes on in another invocation of " STR_FMT, STR_ARG(k->g->self));
	return 0;
}

int
pack_wait_parse(struct arena *a, struct str event, struct waiting *w, struct str *run_id, enum job_entry *entry,
    struct err *e)
{
	struct json doc, j;
	struct str name;

	if (json_parse(a, event, NULL, &doc, NULL, e) < 0)
		return err_wrap(e, "continued packing");
	j = json_get(doc, "continue");
	if (json_str(json_get(j, "run_id"), run_id, e) < 0 || json_str(json_get(j, "object"), &w->object, e) < 0 ||
	    json_str(json_get(j, "key"), &w->key_hex, e) < 0 || json_str(json_get(j, "entry"), &name, e) < 0)
		return err_wrap(e, "continued packing");
	*entry = str_eqz(name, entry_names[JOB_SSM]) ? JOB_SSM : JOB_INIT;
	if (!run_id_valid(*run_id) || !str_starts(w->object, object_prefix(a, *run_id)))
		return err_set(e, ERR_INPUT, "continued packing: the event names no waiting job of the run");
	return 0;
}

int
pack_wait_get(struct engine *g, struct arena *a, const struct waiting *w, struct str *job_json, struct err *e)
{
	struct buf key = buf_in(a), plain = buf_in(a);
	struct s3_object object;

	if (s3_get(g->aws, a, g->config.internal_bucket, w->object, JOB_BYTES_MAX + SEAL_OVERHEAD, &object, e) < 0)
		return err_wrap(e, "waiting job");
	/* The decoder's own message may quote the key. */
	if (hex_decode(&key, w->key_hex, NULL) < 0 || key.n != SEAL_KEY_LEN)
		return err_set(e, ERR_INPUT, "waiting job: the event's key is none");
	if (unseal(&plain, (const uint8_t *)key.p, object.body, e) < 0)
		return err_wrap(e, "waiting job");
	*job_json = buf_str(&plain);
	return 0;
}

int
pack_wait_delete(struct engine *g, struct arena *a, const struct waiting *w, struct err *e)
{
	return s3_delete(g->aws, a, g->config.internal_bucket, w->object, e);
}
