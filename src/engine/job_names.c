#include <stdlib.h>
#include <string.h>

#include "engine/ids.h"
#include "engine/job_read.h"

/* A derived name leaves room for "-10000" behind it. */
enum { DERIVED_MAX = 100 };

static bool
is_word_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
}

/* Appends `s` with every run of other characters as one '-', and none at either end. */
static void
add_sanitised(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (is_word_char(s.p[i]) && b->n < DERIVED_MAX)
			buf_addc(b, s.p[i]);
		else if (b->n && b->n < DERIVED_MAX && b->p[b->n - 1] != '-')
			buf_addc(b, '-');
	}
	while (b->n && b->p[b->n - 1] == '-')
		b->n--;
}

static struct str
last_part(struct str path)
{
	while (path.n && path.p[path.n - 1] == '/')
		path = str_sub(path, 0, path.n - 1);
	size_t slash = str_rchr(path, '/');
	return slash < path.n ? str_sub(path, slash + 1, path.n) : path;
}

/* A subcommand as in `tofu apply`: not an option, a path or something that might be a secret. */
static bool
is_subcommand(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if (!(word.p[i] >= 'a' && word.p[i] <= 'z') && (i == 0 || word.p[i] != '-'))
			return false;
	return word.n > 0 && word.n <= 20;
}

static void
add_command(struct buf *b, struct str cmd)
{
	struct str lines = str_trim(cmd);
	struct str rest = str_cut(&lines, '\n');
	struct str program = str_cut(&rest, ' ');
	struct str second = rest.p ? str_cut(&rest, ' ') : (struct str){ 0 };

	/* The value of a variable before the command is nobody's business. */
	if (str_chr(program, '=') == program.n)
		add_sanitised(b, last_part(program));
	if (b->n == 0 || !is_subcommand(second))
		return;
	buf_addc(b, '-');
	add_sanitised(b, second);
}

/* From the folder's last part, else from the first command; else from the number. */
static struct str
derive(struct job_read *r, size_t i)
{
	struct buf b = buf_in(r->a);
	struct str folder = json_str_or(json_get(r->order_json[i], "git_folder"), STR(""));
	struct str cmd = json_str_or(json_at(json_get(r->order_json[i], "cmds"), 0), STR(""));

	add_sanitised(&b, last_part(folder));
	if (!name_safe(buf_str(&b))) {
		buf_clear(&b);
		add_command(&b, cmd);
	}
	if (!name_safe(buf_str(&b))) {
		buf_clear(&b);
		buf_printf(&b, "order-%04zu", i + 1);
	}
	return buf_str(&b);
}

/* The name, or the first of name-2, name-3, ... that nobody has. `next` knows where the search for a base goes on. */
static struct str
make_unique(struct job_read *r, struct names *next, struct str base, uint32_t index)
{
	struct str name = base;
	uint32_t *suffix;

	names_add(next, base, 2, NULL);
	suffix = names_get(next, base);
	while (!names_add(&r->names, name, index, NULL))
		name = arena_printf(r->a, STR_FMT "-%u", STR_ARG(base), (*suffix)++);
	return name;
}

static void
take_given_name(struct job_read *r, size_t i, struct json given)
{
	struct str name = json_str_or(given, STR(""));
	const char *wrong = value_name(name);
	uint32_t first;

	if (json_type(given) != JSON_STRING)
		job_wrong(r, "type", "order_name", given, "expected a string, got %s", job_type_name(given));
	else if (wrong)
		job_wrong(r, job_code_of(wrong), "order_name", given, "%s", wrong);
	else
		r->job->orders[i].name = name;
	if (r->job->orders[i].name.n && !names_add(&r->names, name, (uint32_t)i, &first))
		job_wrong(r, "duplicate", "order_name", given, "\"" STR_FMT "\" is the name of orders[%u] too",
		    STR_ARG(name), first);
}

void
job_name_orders(struct job_read *r)
{
	size_t n = r->job->order_count;
	struct names next = names_new(r->a, n);

	r->names = names_new(r->a, n);
	/* Given names first: derived ones make way for them. */
	for (size_t pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < n; i++) {
			struct order *o = &r->job->orders[i];
			struct json given = json_get(r->order_json[i], "order_name");
			bool absent = json_type(given) == JSON_MISSING || json_type(given) == JSON_NULL;

			r->order = o;
			if (pass == 0 && !absent)
				take_given_name(r, i, given);
			else if (pass == 1 && absent)
				o->name = make_unique(r, &next, derive(r, i), (uint32_t)i);
		}
	r->order = NULL;
}

/* ---- queue_ids and dependencies ---- */

static void
take_queue_ids(struct job_read *r)
{
	size_t n = r->job->order_count;
	struct order *orders = r->job->orders;
	uint32_t first;

	r->queue_ids = names_new(r->a, n);
	for (size_t i = 0; i < n; i++) {
		r->order = &orders[i];
		if (orders[i].queue_id.n && !names_add(&r->queue_ids, orders[i].queue_id, (uint32_t)i, &first))
			job_wrong(r, "duplicate", "queue_id", json_get(r->order_json[i], "queue_id"),
			    "\"" STR_FMT "\" is the queue_id of orders[%u] too", STR_ARG(orders[i].queue_id), first);
	}
	for (size_t i = 0; i < n; i++) {
		if (orders[i].queue_id.n)
			continue;
		r->order = &orders[i];
		orders[i].queue_id = order_num(r->a, orders[i].num);
		if (!names_add(&r->queue_ids, orders[i].queue_id, (uint32_t)i, &first))
			job_wrong(r, "duplicate", "queue_id", r->order_json[i],
			    "has none, and its number \"" STR_FMT "\" is the queue_id of orders[%u]: give it one",
			    STR_ARG(orders[i].queue_id), first);
	}
}

/* An order by queue_id, by name, or by its number in short (3 for 0003): its index, or the count of orders. */
static size_t
find_order(const struct job_read *r, struct str id)
{
	const uint32_t *found = names_get(&r->queue_ids, id);
	int64_t num;

	if (!found)
		found = names_get(&r->names, id);
	if (!found && str_i64(id, &num) && num > 0 && num <= ORDERS_MAX && id.p[0] != '0')
		found = names_get(&r->queue_ids, order_num(r->a, (unsigned)num));
	return found ? *found : r->job->order_count;
}

static int
by_index(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Ascending, each once. */
static size_t
sort_once(uint32_t *list, size_t n)
{
	size_t kept = 0;

	qsort(list, n, sizeof *list, by_index);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || list[kept - 1] != list[i])
			list[kept++] = list[i];
	return kept;
}

/* An element of `dependencies`: false when it is no order to depend on. */
static bool
read_dependency(struct job_read *r, size_t i, struct json j, uint32_t *out)
{
	struct str id;
	size_t dep;

	if (!job_read_label(r, j, &id)) {
		job_wrong(r, "type", "dependencies", j, "expected a queue_id or an order_name, got %s",
		    job_type_name(j));
		return false;
	}
	struct str shown = job_shown(id);
	dep = find_order(r, id);
	if (dep == r->job->order_count)
		job_wrong(r, "dependency", "dependencies", j, "no order has the queue_id or order_name \"" STR_FMT "\"",
		    STR_ARG(shown));
	else if (dep == i)
		job_wrong(r, "dependency", "dependencies", j, "\"" STR_FMT "\" is the order itself", STR_ARG(shown));
	*out = (uint32_t)dep;
	return dep < r->job->order_count && dep != i;
}

static void
read_dependencies(struct job_read *r, size_t i)
{
	struct order *o = &r->job->orders[i];
	struct json list = json_get(r->order_json[i], "dependencies");

	if (json_type(list) == JSON_MISSING || json_type(list) == JSON_NULL)
		return;
	if (json_type(list) != JSON_ARRAY) {
		job_wrong(r, "type", "dependencies", list, "expected a list of queue_ids or order_names, got %s",
		    job_type_name(list));
		return;
	}
	o->deps = arena_new_n(r->a, uint32_t, json_len(list));
	for (struct json m = json_first(list); json_exists(m); m = json_next(m))
		if (read_dependency(r, i, m, &o->deps[o->dep_count]))
			o->dep_count++;
	o->dep_count = sort_once(o->deps, o->dep_count);
}

void
job_link_orders(struct job_read *r)
{
	take_queue_ids(r);
	for (size_t i = 0; i < r->job->order_count; i++) {
		r->order = &r->job->orders[i];
		read_dependencies(r, i);
	}
	r->order = NULL;
}
