#include "local/state.h"

struct count {
	struct str key; /* role, service and operation */
	struct cloud_count count;
};

struct record_node {
	struct record_node *next;
	struct cloud_record record;
};

static struct count *
count_of(struct cloud *c, const struct cloud_call *call)
{
	struct arena scratch = ARENA_EMPTY;
	struct str key = arena_printf(&scratch, "%d %s " STR_FMT, (int)call->service, call->operation,
	    STR_ARG(call->role));
	struct count *n = map_get(&c->counts, key);

	if (!n) {
		n = heap_new(struct count);
		n->key = heap_str(key);
		n->count = (struct cloud_count){ heap_str(call->role), call->service, call->operation, 0, 0 };
		map_put(&c->counts, n->key, n);
	}
	arena_release(&scratch);
	return n;
}

void
record_add(struct cloud *c, int64_t now_ms, const struct cloud_call *call, int status, const char *error,
    struct str detail)
{
	struct count *n = count_of(c, call);
	struct record_node *r;

	n->count.calls++;
	n->count.refused += status >= 400;
	c->record_serial++;
	if (!c->call_log)
		return;
	r = heap_new(struct record_node);
	r->record = (struct cloud_record){ c->record_serial, now_ms, call->service, call->operation,
		heap_str(call->role), heap_str(call->process), status, heap_str(str_z(error)), heap_str(detail) };
	*c->records_end = r;
	c->records_end = &r->next;
}

void
cloud_record(struct cloud *c, int64_t now_ms, const struct cloud_call *call, int status, const char *error)
{
	record_add(c, now_ms, call, status, error, call->key.n ? call->key : call->bucket);
}

void
cloud_calls(const struct cloud *c, uint64_t after, bool (*each)(void *ctx, const struct cloud_record *r), void *ctx)
{
	for (const struct record_node *r = c->records; r; r = r->next)
		if (r->record.serial > after && !each(ctx, &r->record))
			return;
}

void
cloud_counts(const struct cloud *c, void (*each)(void *ctx, const struct cloud_count *n), void *ctx)
{
	size_t at = 0;

	for (const struct count *n; (n = map_next(&c->counts, &at));)
		each(ctx, &n->count);
}

void
cloud_records_clear(struct cloud *c)
{
	size_t at = 0;

	for (struct count *n; (n = map_next(&c->counts, &at));) {
		heap_str_free(&n->key);
		heap_str_free(&n->count.role);
		heap_free(n);
	}
	map_free(&c->counts);
	for (struct record_node *r = c->records, *next; r; r = next) {
		next = r->next;
		heap_str_free(&r->record.role);
		heap_str_free(&r->record.process);
		heap_str_free(&r->record.error);
		heap_str_free(&r->record.detail);
		heap_free(r);
	}
	c->records = NULL;
	c->records_end = &c->records;
}

void
records_free(struct cloud *c)
{
	cloud_records_clear(c);
}
