/*
 * plan.json: {"v":2,"run_id","trace_id","flow_id","deadline_ms","texts":[..],"orders":[[..],..]}; an order is
 *   [name, target, timeout_s, presign_s, must_succeed, image, sops_key_path, ssm_targets, ssm_document, dependency...]
 * target is an index into target_names, must_succeed 0 or 1, the four behind it are indices into texts (whose first is the empty
 * one: they repeat from order to order), a dependency is an order's index from 0.
 */
#include "engine/plan.h"

#include "engine/ids.h"
#include "engine/names.h"

enum { PLAN_VERSION = 2, PLAN_BYTES_MAX = 32 * 1024 * 1024 };

static const struct {
	enum state state;
	const char *name;
} states_known[] = {
	{ STATE_QUEUED, "queued" },
	{ STATE_DISPATCHING, "dispatching" },
	{ STATE_RUNNING, "running" },
	{ STATE_SUCCEEDED, "succeeded" },
	{ STATE_FAILED, "failed" },
	{ STATE_TIMED_OUT, "timed_out" },
};

bool
state_terminal(enum state s)
{
	return s == STATE_SUCCEEDED || s == STATE_FAILED || s == STATE_TIMED_OUT;
}

const char *
state_name(enum state s)
{
	for (size_t i = 0; i < COUNT(states_known); i++)
		if (states_known[i].state == s)
			return states_known[i].name;
	return "unknown";
}

bool
state_parse(struct str name, enum state *s)
{
	for (size_t i = 0; i < COUNT(states_known); i++)
		if (str_eqz(name, states_known[i].name)) {
			*s = states_known[i].state;
			return true;
		}
	return false;
}

/* Texts that many orders have in common are there once. */
static const size_t shared[] = {
	offsetof(struct plan_order, image),
	offsetof(struct plan_order, sops_key_path),
	offsetof(struct plan_order, ssm_targets),
	offsetof(struct plan_order, ssm_document),
};

static struct str *
shared_of(const struct plan_order *o, size_t i)
{
	return (struct str *)((char *)o + shared[i]);
}

/* The index of a text that orders share; new ones go to the document at once. */
static uint32_t
share(struct names *seen, struct str text, uint32_t *count, struct json_writer *w)
{
	uint32_t at = *count;

	if (names_add(seen, text, at, &at)) {
		json_write_str(w, text);
		++*count;
	}
	return at;
}

static void
write_order(struct json_writer *w, const struct plan_order *o, const struct names *texts)
{
	json_array(w);
	json_write_str(w, o->name);
	json_write_i64(w, o->target);
	json_write_i64(w, o->timeout_s);
	json_write_i64(w, o->presign_s);
	json_write_i64(w, o->must_succeed);
	for (size_t i = 0; i < COUNT(shared); i++)
		json_write_i64(w, *names_get(texts, *shared_of(o, i)));
	for (uint32_t i = 0; i < o->dep_count; i++)
		json_write_i64(w, o->deps[i]);
	json_close(w);
}

void
plan_write(struct buf *out, const struct plan *p)
{
	struct arena scratch = ARENA_EMPTY;
	struct names texts = names_new(&scratch, COUNT(shared) * p->n + 1);
	struct json_writer w = json_writer(out);
	uint32_t count = 0;

	json_object(&w);
	json_put_i64(&w, "v", PLAN_VERSION);
	json_put_str(&w, "run_id", p->run_id);
	json_put_str(&w, "trace_id", p->trace_id);
	json_put_str(&w, "flow_id", p->flow_id);
	json_put_i64(&w, "deadline_ms", p->deadline_ms);
	json_put_array(&w, "texts");
	share(&texts, STR(""), &count, &w);
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < COUNT(shared); k++)
			share(&texts, *shared_of(&p->orders[i], k), &count, &w);
	json_close(&w);
	json_put_array(&w, "orders");
	for (size_t i = 0; i < p->n; i++)
		write_order(&w, &p->orders[i], &texts);
	json_close(&w);
	json_close(&w);
	arena_release(&scratch);
}

/* What an array holds, one after the other; the first failure stays. */
struct reader {
	struct json next;
	struct err *e;
	bool failed;
};

static int64_t
read_number(struct reader *r, int64_t max)
{
	int64_t n = 0;

	if (r->failed || json_i64(r->next, &n, r->e) < 0) {
		r->failed = true;
	} else if (n < 0 || n > max) {
		err_set(r->e, ERR_INPUT, "%lld is not from 0 to %lld", (long long)n, (long long)max);
		r->failed = true;
	}
	r->next = json_next(r->next);
	return r->failed ? 0 : n;
}

static struct str
read_text(struct reader *r)
{
	struct str s = { 0 };

	if (r->failed || json_str(r->next, &s, r->e) < 0)
		r->failed = true;
	r->next = json_next(r->next);
	return s;
}

static int
read_order(struct arena *a, struct json from, const struct str *texts, size_t text_count, size_t orders,
    struct plan_order *o, struct err *e)
{
	enum { FIXED = 5 + COUNT(shared) };
	struct reader r = { .next = json_first(from), .e = e };
	size_t n = json_len(from);

	if (json_type(from) != JSON_ARRAY || n < FIXED)
		return err_set(e, ERR_INPUT, "expected a list of %d values or more", FIXED);
	o->name = read_text(&r);
	o->target = (enum target)read_number(&r, TARGETS - 1);
	o->timeout_s = (int)read_number(&r, INT32_MAX);
	o->presign_s = (int)read_number(&r, INT32_MAX);
	o->must_succeed = read_number(&r, 1) != 0;
	for (size_t i = 0; i < COUNT(shared); i++)
		*shared_of(o, i) = texts[read_number(&r, (int64_t)text_count - 1)];

	uint32_t *deps = arena_new_n(a, uint32_t, n - FIXED);
	for (size_t i = 0; i < n - FIXED; i++)
		deps[i] = (uint32_t)read_number(&r, (int64_t)orders - 1);
	o->deps = deps;
	o->dep_count = (uint32_t)(n - FIXED);
	return r.failed ? -1 : 0;
}

static int
read_texts(struct arena *a, struct json list, struct str **texts, size_t *count, struct err *e)
{
	struct reader r = { .next = json_first(list), .e = e };

	*count = json_len(list);
	if (*count == 0)
		return err_set(e, ERR_INPUT, "texts: expected a list that is not empty");
	*texts = arena_new_n(a, struct str, *count);
	for (size_t i = 0; i < *count; i++)
		(*texts)[i] = read_text(&r);
	return r.failed ? -1 : 0;
}

static int
read_head(struct json root, struct plan *out, struct err *e)
{
	int64_t version = 0;

	if (json_i64(json_get(root, "v"), &version, e) < 0)
		return -1;
	if (version != PLAN_VERSION)
		return err_set(e, ERR_INPUT, "version %lld, this program reads %d", (long long)version, PLAN_VERSION);
	if (json_str(json_get(root, "run_id"), &out->run_id, e) < 0 ||
	    json_str(json_get(root, "trace_id"), &out->trace_id, e) < 0 ||
	    json_str(json_get(root, "flow_id"), &out->flow_id, e) < 0)
		return -1;
	return json_i64(json_get(root, "deadline_ms"), &out->deadline_ms, e);
}

static int
read_orders(struct arena *a, struct json root, struct plan *out, struct err *e)
{
	struct json list = json_get(root, "orders");
	struct str *texts = NULL;
	size_t text_count, i = 0;

	if (read_texts(a, json_get(root, "texts"), &texts, &text_count, e) < 0)
		return -1;
	out->n = json_len(list);
	if (json_type(list) != JSON_ARRAY || out->n == 0 || out->n > ORDERS_MAX)
		return err_set(e, ERR_INPUT, "orders: expected a list of 1 to %d", ORDERS_MAX);
	out->orders = arena_new_n(a, struct plan_order, out->n);
	for (struct json o = json_first(list); json_exists(o); o = json_next(o), i++)
		if (read_order(a, o, texts, text_count, out->n, &out->orders[i], e) < 0)
			return err_wrap(e, "order %zu", i + 1);
	return 0;
}

int
plan_read(struct arena *a, struct str text, struct plan *out, struct err *e)
{
	static const struct json_limits limits = { .bytes = PLAN_BYTES_MAX, .depth = 4 };
	struct json root;

	*out = (struct plan){ 0 };
	if (json_parse(a, text, &limits, &root, NULL, e) < 0 || read_head(root, out, e) < 0 ||
	    read_orders(a, root, out, e) < 0)
		return err_wrap(e, "plan.json");
	return 0;
}
