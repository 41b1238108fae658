/* dyn_project: projections, and document paths that must not overlap. */
#include "local/dyn_expr.h"
#include "local/operation.h"

static bool
same_step(const struct dyn_step *a, const struct dyn_step *b)
{
	return a->name.p && b->name.p ? str_eq(a->name, b->name) : !a->name.p && !b->name.p && a->index == b->index;
}

/* One is the beginning of the other. */
static bool
overlap(const struct dyn_path *a, const struct dyn_path *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (!same_step(&a->steps[i], &b->steps[i]))
			return false;
	return true;
}

int
dyn_paths_check(struct arena *a, const char *kind, const struct dyn_paths *paths, struct err *e)
{
	for (size_t i = 0; i < paths->n; i++)
		for (size_t k = 0; k < i; k++) {
			struct str one = dyn_path_text(a, &paths->p[k]), two = dyn_path_text(a, &paths->p[i]);

			if (overlap(&paths->p[i], &paths->p[k]))
				return fault_validation(e,
				    "Invalid %s: Two document paths overlap with each other; must remove or rewrite one of "
				    "these paths; path one: [" STR_FMT "], path two: [" STR_FMT "]",
				    kind, STR_ARG(one), STR_ARG(two));
		}
	return 0;
}

static size_t
count_commas(struct str text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == ',';
	return n;
}

int
dyn_projection_read(struct dyn_names *names, struct str text, struct dyn_paths *out, struct err *e)
{
	struct dyn_parser p;

	*out = (struct dyn_paths){ arena_new_n(names->arena, struct dyn_path, count_commas(text) + 1), 0 };
	if (dyn_parser_init(&p, names, "ProjectionExpression", text, e) < 0)
		return -1;
	do {
		if (out->n && dyn_next(&p) < 0)
			return -1;
		if (dyn_parse_path(&p, &out->p[out->n++]) < 0)
			return -1;
	} while (p.token.type == ',');
	return p.token.type ? dyn_syntax(&p) : dyn_paths_check(names->arena, p.kind, out, e);
}

/* The place for a path's next step in the result: a member made when it is not there, or a new element. */
static struct dyn_value *
place(struct arena *a, struct dyn_value *in, const struct dyn_step *step, const struct dyn_value *fresh)
{
	struct dyn_value *more;

	if (step->name.p) {
		if (!dyn_get(in, step->name))
			dyn_set(a, in, step->name, fresh);
		return dyn_get(in, step->name);
	}
	/* Elements of a list close ranks, in the order of the paths. */
	more = arena_new_n(a, struct dyn_value, in->n + 1);
	for (size_t i = 0; i < in->n; i++)
		more[i] = in->list[i];
	more[in->n] = *fresh;
	in->list = more;
	return &more[in->n++];
}

static void
add_path(struct arena *a, struct dyn_value *out, const struct dyn_path *path, const struct dyn_value *found)
{
	for (size_t i = 0; i < path->n; i++) {
		const bool last = i + 1 == path->n;
		const struct dyn_value empty = { .type = !last && path->steps[i + 1].name.p ? DYN_M : DYN_L };

		out = place(a, out, &path->steps[i], last ? found : &empty);
	}
}

struct dyn_value
dyn_project(struct arena *a, const struct dyn_paths *paths, const struct dyn_value *item)
{
	struct dyn_value out = { .type = DYN_M };

	if (!paths->n)
		return *item;
	for (size_t i = 0; i < paths->n; i++) {
		const struct dyn_value *found = dyn_path_find(item, &paths->p[i]);

		if (found)
			add_path(a, &out, &paths->p[i], found);
	}
	return out;
}
