#include "engine/bundle.h"

#include <stdlib.h>

#include "engine/ids.h"

enum { MODE_SECRET = 0600, MODE_PLAIN = 0644 };

/* The engine's own variables. What a credential says under these names is overruled and no secret. */
static const struct str engine_names[] = {
	{ "CMDS", 4 },
	{ "CALLBACK_URL", 12 },
	{ "TRACE_ID", 8 },
	{ "RUN_ID", 6 },
	{ "ORDER_ID", 8 },
	{ "ORDER_NUM", 9 },
	{ "FLOW_ID", 7 },
	{ "TIMEOUT", 7 },
};

static bool
is_engines(struct str name)
{
	for (size_t i = 0; i < COUNT(engine_names); i++)
		if (str_eq(name, engine_names[i]))
			return true;
	return false;
}

/* A variable and its place in the order of precedence. */
struct ranked {
	struct pair pair;
	size_t rank;
};

struct merge {
	struct ranked *all;
	size_t n;
};

static void
merge_add(struct merge *m, struct str name, struct str value)
{
	m->all[m->n] = (struct ranked){ { name, value }, m->n };
	m->n++;
}

static void
merge_pairs(struct merge *m, const struct pair *pairs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		merge_add(m, pairs[i].name, pairs[i].value);
}

static void
merge_secrets(struct merge *m, const struct secret *const *secrets, size_t n, enum secret_store wanted)
{
	for (size_t i = 0; i < n; i++) {
		enum secret_store store;
		struct str path;

		if (secret_location(secrets[i]->location, &store, &path, NULL) == 0 && store == wanted)
			merge_pairs(m, secrets[i]->pairs, secrets[i]->count);
	}
}

static void
merge_engine(struct merge *m, struct arena *a, const struct order *o, const struct bundle_ids *ids)
{
	const struct str values[COUNT(engine_names)] = {
		bundle_cmds_json(a, o),
		ids->callback_url,
		ids->trace_id,
		ids->run_id,
		o->name,
		order_num(a, o->num),
		ids->flow_id,
		arena_printf(a, "%d", o->timeout_s),
	};

	for (size_t i = 0; i < COUNT(engine_names); i++)
		merge_add(m, engine_names[i], values[i]);
}

static int
by_name_then_rank(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	int names = str_cmp(a->pair.name, b->pair.name);

	return names ? names : a->rank < b->rank ? -1 : a->rank > b->rank;
}

static struct str
sources_text(struct arena *a, const struct secret *const *secrets, size_t n)
{
	struct buf out = buf_in(a);

	for (size_t i = 0; i < n; i++) {
		char before = '\t';

		buf_add(&out, secrets[i]->location);
		for (size_t k = 0; k < secrets[i]->count; k++) {
			if (is_engines(secrets[i]->pairs[k].name))
				continue;
			buf_addc(&out, before);
			buf_add(&out, secrets[i]->pairs[k].name);
			before = ' ';
		}
		buf_addc(&out, '\n');
	}
	return buf_str(&out);
}

void
bundle_env(struct arena *a, const struct order *o, const struct secret *const *secrets, size_t n,
    const struct bundle_ids *ids, struct bundle_env *out)
{
	size_t most = o->env_count + COUNT(engine_names);
	struct merge m;

	for (size_t i = 0; i < n; i++)
		most += secrets[i]->count;
	m = (struct merge){ arena_new_n(a, struct ranked, most), 0 };
	merge_pairs(&m, o->env, o->env_count);
	merge_secrets(&m, secrets, n, SECRET_SSM);
	merge_secrets(&m, secrets, n, SECRET_MANAGER);
	merge_engine(&m, a, o, ids);
	qsort(m.all, m.n, sizeof(m.all[0]), by_name_then_rank);

	*out = (struct bundle_env){ .vars = arena_new_n(a, struct pair, m.n), .sources = sources_text(a, secrets, n) };
	for (size_t i = 0; i < m.n; i++)
		if (i + 1 == m.n || !str_eq(m.all[i].pair.name, m.all[i + 1].pair.name))
			out->vars[out->count++] = m.all[i].pair;
}

struct str
bundle_env_json(struct arena *a, const struct bundle_env *env)
{
	struct buf out = buf_in(a);
	struct json_writer w = json_writer(&out);

	json_object(&w);
	for (size_t i = 0; i < env->count; i++) {
		json_key_write(&w, env->vars[i].name);
		json_write_str(&w, env->vars[i].value);
	}
	json_close(&w);
	return buf_str(&out);
}

struct str
bundle_cmds_json(struct arena *a, const struct order *o)
{
	struct buf out = buf_in(a);
	struct json_writer w = json_writer(&out);

	json_array(&w);
	for (size_t i = 0; i < o->cmd_count; i++)
		json_write_str(&w, o->cmds[i]);
	json_close(&w);
	return buf_str(&out);
}

static struct str
names_text(struct arena *a, const struct bundle_env *env)
{
	struct buf out = buf_in(a);

	for (size_t i = 0; i < env->count; i++) {
		buf_add(&out, env->vars[i].name);
		buf_addc(&out, '\n');
	}
	return buf_str(&out);
}

/* What a worker with a key of its own is given. */
static int
write_sealed(struct zip_writer *w, struct arena *a, const struct bundle *b, struct err *e)
{
	if (!b->stripped && zip_store(w, STR(BUNDLE_SECRETS), MODE_SECRET, b->sealed, e) < 0)
		return -1;
	return zip_store(w, STR(BUNDLE_NAMES), MODE_PLAIN, names_text(a, b->env), e);
}

static int
write_plain(struct zip_writer *w, struct arena *a, const struct bundle *b, struct err *e)
{
	if (!b->stripped && zip_store(w, STR(BUNDLE_ENV), MODE_SECRET, bundle_env_json(a, b->env), e) < 0)
		return -1;
	return zip_store(w, STR(BUNDLE_CMDS), MODE_SECRET, bundle_cmds_json(a, b->order), e);
}

/* Encrypted text and a few names hardly become smaller: nothing is deflated here. */
int
bundle_write(struct arena *a, const struct bundle *b, const struct zip_sink *sink, struct err *e)
{
	struct zip_writer w;

	zip_writer_open(&w, a, sink, b->time_ms);
	if (b->shelf)
		w.shelf = *b->shelf;
	if ((b->order->target == TARGET_SSM ? write_plain : write_sealed)(&w, a, b, e) < 0)
		return -1;
	if (zip_store(&w, STR(BUNDLE_SOURCES), MODE_PLAIN, b->env->sources, e) < 0)
		return -1;
	if (b->code)
		w.sink = *b->code;
	if (b->source && source_copy(a, b->source, b->order->git_folder, &w, e) < 0)
		return -1;
	return zip_writer_close(&w, e);
}
